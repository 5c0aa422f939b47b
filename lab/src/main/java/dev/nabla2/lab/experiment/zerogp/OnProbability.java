package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.gan.Penalty;
import java.util.Optional;

/**
 * A penalty on the slope of the probability σ(D) rather than of the logit D, as the authors' code has it.
 *
 * @param penalty of which slopes
 */
record OnProbability(Penalty penalty) implements Penalty {
    @Override
    public Optional<Term> term(Setting at) {
        return penalty.term(new Setting(at.moment(), x -> at.critic().apply(x).sigmoid(), at.real(), at.fake()));
    }

    @Override
    public String conventions() {
        return penalty.conventions() + "; of the probability, not the logit";
    }
}
