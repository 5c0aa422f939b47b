package dev.nabla2.gan;

import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import java.util.Optional;

/**
 * A penalty applied now and then (Karras et al. 2020, section 3.1 and appendix B): before every k-th update of the critic for its
 * objective alone, counted from the first, there is one for k times the penalty alone. As k + 1 updates then take the place of k, Adam's
 * rate is multiplied by c = k / (k + 1), and its betas are raised to that power.
 *
 * @param penalty what is applied
 * @param every k
 */
public record LazyPenalty(Penalty penalty, int every) implements Penalty {
    /** Checks the interval. */
    public LazyPenalty {
        if (every < 1) {
            throw new IllegalArgumentException("lazy penalty: expected every 1 update or more, found " + every);
        }
        if (penalty instanceof LazyPenalty) {
            throw new IllegalArgumentException("lazy penalty: expected a penalty that is not lazy itself");
        }
        if (!penalty.hasTerm()) {
            throw withoutTerm(penalty);
        }
    }

    static IllegalArgumentException withoutTerm(Penalty penalty) {
        return new IllegalArgumentException(
                "lazy penalty: expected a penalty with a term, found one without: " + penalty.conventions());
    }

    /** Whether it is applied at the critic's turn of a number. */
    boolean isDue(long number) {
        return number % every == 0;
    }

    /** The term at a turn where it is due. */
    @Override
    public Optional<Term> term(Setting setting) {
        return penalty.term(setting).map(term -> new Term(term.value().mul(every), term.meanSlope()));
    }

    @Override
    public Parameters project(Parameters critic) {
        return penalty.project(critic);
    }

    @Override
    public Pace pace(Pace critic) {
        return new Pace(corrected(penalty.pace(critic).optimiser()), critic.limit(), critic.average());
    }

    private Optimiser corrected(Optimiser optimiser) {
        double share = every / (every + 1.0);
        return optimiser instanceof Adam adam
                ? new Adam(
                        adam.learningRate() * share,
                        Math.pow(adam.beta1(), share),
                        Math.pow(adam.beta2(), share),
                        adam.epsilon())
                : optimiser;
    }

    @Override
    public boolean isPerSample() {
        return penalty.isPerSample();
    }

    @Override
    public String conventions() {
        return every + " · (" + penalty.conventions() + "), alone in an update of its own before every " + every
                + "th update of the critic; Adam's rate times " + every + "/" + (every + 1)
                + ", its betas to that power";
    }
}
