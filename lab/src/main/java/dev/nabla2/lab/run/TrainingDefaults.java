package dev.nabla2.lab.run;

import dev.nabla2.nn.Activation;
import java.util.List;

/**
 * What a run uses where the user has said nothing; the only place where such numbers stand.
 *
 * @param hidden the widths of the hidden layers of fully connected networks
 * @param activation the nonlinearity between their layers
 * @param latent the length of the generator's normal input
 * @param steps generator updates
 * @param batch samples per update
 * @param criticSteps critic updates per generator update
 * @param lambda the weight of the gradient penalty
 * @param clip the bound of the critic's weights where they are clipped
 * @param learningRate of both players at the start; it falls linearly to zero
 * @param betas Adam's two
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
        double learningRate,
        List<Double> betas) {
    private static final double CLIP = 0.01;
    private static final double CLIPPED_LEARNING_RATE = 5e-5;
    private static final int LATENT = 128;

    /** Of Gulrajani et al. 2017, algorithm 1 with the momentum of their image networks. */
    private static final List<Double> BETAS = List.of(0.5, 0.9);

    /** Copies the lists. */
    public TrainingDefaults {
        hidden = List.copyOf(hidden);
        betas = List.copyOf(betas);
    }

    /**
     * The defaults for data, networks and a penalty. With weight clipping the bound is 0.01 and the optimiser RMSProp at 5e-5
     * (Arjovsky et al. 2017), otherwise it is Adam.
     */
    public static TrainingDefaults of(DataChoice data, NetworkChoice network, PenaltyChoice penalty) {
        TrainingDefaults defaults = of(network, of(data));
        return penalty == PenaltyChoice.CLIP ? defaults.withLearningRate(CLIPPED_LEARNING_RATE) : defaults;
    }

    private static TrainingDefaults of(DataChoice data) {
        List<Integer> toy = List.of(128, 128, 128);
        return switch (data) {
            case RING8, RING8_R1, RING8_R2, RING8_ENDPOINT, RING8_VARIANCE ->
                new TrainingDefaults(toy, Activation.RELU, 2, 4_000, 256, 5, 1, CLIP, 2e-3, BETAS);
            case GRID25, SWISSROLL, TWOGAUSSIANS, SUBMANIFOLD7, LINE, CSV ->
                new TrainingDefaults(toy, Activation.RELU, 2, 8_000, 256, 5, 0.1, CLIP, 2e-3, BETAS);
            case MNIST, FASHION, STACKED_MNIST, CIFAR10, IMAGES ->
                new TrainingDefaults(
                        List.of(256, 256), Activation.LEAKY_RELU, 16, 10_000, 64, 3, 10, CLIP, 1e-3, BETAS);
        };
    }

    /**
     * Convolutional networks are trained as in their papers, but for as many steps as take minutes or hours on a few cores, not days, and
     * at a higher rate to make up for it: DCGAN's 2e-4 is at a Fréchet distance of 1116 on MNIST after 700 steps where 1e-3 is at 290
     * (width 16).
     */
    private static TrainingDefaults of(NetworkChoice network, TrainingDefaults fully) {
        return switch (network) {
            case MLP -> fully;
            case WGAN_GP_MNIST -> fully.images(2_000, 50, 5, 5e-4, BETAS);
            case WGAN_GP_CIFAR -> fully.images(2_000, 64, 5, 5e-4, BETAS);
            case RESIDUAL -> fully.images(2_000, 64, 5, 2e-4, List.of(0.0, 0.9));
            case DCGAN -> fully.images(2_000, 64, 1, 1e-3, List.of(0.5, 0.999));
        };
    }

    private TrainingDefaults images(
            int newSteps, int newBatch, int newCriticSteps, double rate, List<Double> newBetas) {
        return new TrainingDefaults(
                hidden, activation, LATENT, newSteps, newBatch, newCriticSteps, lambda, clip, rate, newBetas);
    }

    private TrainingDefaults withLearningRate(double other) {
        return new TrainingDefaults(hidden, activation, latent, steps, batch, criticSteps, lambda, clip, other, betas);
    }
}
