package dev.nabla2.lab.game;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Sequential;

/**
 * The GAN of 2,003 parameters on eight Gaussians of deviation 0.01 on the unit circle (Mescheder, Nowozin and Geiger 2017, section 6):
 * four hidden layers of 16 rectifiers in both networks, 16 latent numbers, batches of 512.
 */
public final class SmallMixture {
    /** Samples for each loss. */
    public static final int BATCH = 512;

    private static final int WIDTH = 16;

    private SmallMixture() {}

    /** The game. */
    public static Gan of(Backend backend, Objective objective, Penalty penalty) {
        return new Gan(
                backend,
                RingOfGaussians.ofMescheder(),
                Sequential.mlp(Activation.RELU, WIDTH, WIDTH, WIDTH, WIDTH, WIDTH, 2),
                Sequential.mlp(Activation.RELU, 2, WIDTH, WIDTH, WIDTH, WIDTH, 1),
                WIDTH,
                BATCH,
                objective,
                penalty);
    }
}
