package dev.nabla2.lab.run;

import dev.nabla2.nn.Activation;
import java.util.List;

/**
 * What a run uses where the user has said nothing; the only place where such numbers stand.
 *
 * @param hidden the widths of the hidden layers of both networks
 * @param activation the nonlinearity between their layers
 * @param latent the length of the generator's normal input
 * @param steps generator updates
 * @param batch samples per update
 * @param criticSteps critic updates per generator update
 * @param lambda the weight of the gradient penalty
 * @param clip the bound of the critic's weights where they are clipped
 * @param learningRate of both players at the start; it falls linearly to zero
 */
public record TrainingDefaults(
        List<Integer> hidden,
        Activation activation,
        int latent,
        int steps,
        int batch,
        int criticSteps,
        double lambda,
        double clip,
        double learningRate) {
    private static final double CLIP = 0.01;
    private static final double CLIPPED_LEARNING_RATE = 5e-5;

    /**
     * The defaults for data and a penalty. With weight clipping the bound is 0.01 and the optimiser RMSProp at 5e-5 (Arjovsky
     * et al. 2017), otherwise Adam with betas (0.5, 0.9) (Gulrajani et al. 2017).
     */
    public static TrainingDefaults of(DataChoice data, PenaltyChoice penalty) {
        TrainingDefaults defaults = of(data);
        return penalty == PenaltyChoice.CLIP ? defaults.withLearningRate(CLIPPED_LEARNING_RATE) : defaults;
    }

    private static TrainingDefaults of(DataChoice data) {
        List<Integer> toy = List.of(128, 128, 128);
        return switch (data) {
            case RING8, RING8_R1, RING8_R2, RING8_ENDPOINT, RING8_VARIANCE ->
                new TrainingDefaults(toy, Activation.RELU, 2, 4_000, 256, 5, 1, CLIP, 2e-3);
            case GRID25, SWISSROLL, TWOGAUSSIANS, SUBMANIFOLD7, LINE, CSV ->
                new TrainingDefaults(toy, Activation.RELU, 2, 8_000, 256, 5, 0.1, CLIP, 2e-3);
            case MNIST, FASHION, STACKED_MNIST, CIFAR10, IMAGES ->
                new TrainingDefaults(List.of(256, 256), Activation.LEAKY_RELU, 16, 10_000, 64, 3, 10, CLIP, 1e-3);
        };
    }

    private TrainingDefaults withLearningRate(double other) {
        return new TrainingDefaults(hidden, activation, latent, steps, batch, criticSteps, lambda, clip, other);
    }
}
