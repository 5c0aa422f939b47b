package dev.nabla2.lab.run;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.nn.Activation;
import java.util.List;

/**
 * Everything that determines a training run.
 *
 * @param data what to learn
 * @param objective what critic and generator want
 * @param penalty how the critic's slope is kept in bounds
 * @param activation the nonlinearity between layers
 * @param hidden the widths of the hidden layers of both networks
 * @param latent the length of the generator's normal input
 * @param steps generator updates
 * @param batch samples per update
 * @param criticSteps critic updates per generator update
 * @param lambda the weight of the gradient penalty; without effect where weights are clipped
 * @param clip the bound of the critic's weights; without effect where they are not clipped
 * @param learningRate of both players at the start; it falls linearly to zero
 * @param seed where all random numbers come from
 * @param backend what computes
 * @param precision in which numbers; the reference backend knows doubles only
 * @param threads on how many threads; without effect on the results
 */
public record RunSettings(
        DataChoice data,
        ObjectiveSettings objective,
        PenaltyChoice penalty,
        Activation activation,
        List<Integer> hidden,
        int latent,
        int steps,
        int batch,
        int criticSteps,
        double lambda,
        double clip,
        double learningRate,
        long seed,
        BackendChoice backend,
        Precision precision,
        int threads) {
    /** Copies the list. */
    public RunSettings {
        hidden = List.copyOf(hidden);
    }

    /** Whether the critic's weights are clipped, rather than its slope penalised. */
    public boolean clips() {
        return penalty == PenaltyChoice.CLIP;
    }

    /** A name for the run, for folders. */
    public String name() {
        String aim = objective.choice() == ObjectiveChoice.WASSERSTEIN
                ? ""
                : objective.choice().label() + "-";
        return data.label() + "-" + aim + penalty.label() + "-seed" + seed;
    }
}
