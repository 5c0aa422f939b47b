package dev.nabla2.gan.network;

import dev.nabla2.engine.Shape;

/**
 * DCGAN (Radford, Metz and Chintala 2016): strided convolutions without pooling, batch norm everywhere but at the generator's end and the
 * critic's beginning, relu in the generator and leaky relu in the critic, all weights normal with deviation 0.02.
 *
 * <p>Batch norm couples the critic's samples, so that a gradient penalty per sample is not what its formula says ({@link
 * dev.nabla2.nn.Layer#mixesSamples}).
 */
public final class Dcgan {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 128;
    private static final double DEVIATION = 0.02;

    private Dcgan() {}

    /**
     * The pair for images of any size: layers of 5 x 5 filters halve the image until no side is above 4, three of them for 28 x 28 and
     * 32 x 32, four for the paper's 64 x 64.
     *
     * @param sample {@code [channels, height, width]}, sides from 8 to 128
     * @param latent numbers of noise, 100 in the paper
     * @param dim channels of the critic's first layer and the generator's last but one, 128 in the paper; they double at each halving
     * @throws IllegalArgumentException if the samples have another shape, or a number is less than 1
     */
    public static NetworkPair of(Shape sample, int latent, int dim) {
        if (sample.rank() != 3 || !fits(sample.extent(1)) || !fits(sample.extent(2))) {
            throw new IllegalArgumentException("dcgan: expected images [channels, height, width] with sides from "
                    + SMALLEST + " to " + LARGEST + ", found samples " + sample);
        }
        return new Strided(sample, latent, dim, Strided.Norm.BOTH, Weights.normal(DEVIATION)).pair();
    }

    private static boolean fits(int side) {
        return side >= SMALLEST && side <= LARGEST;
    }
}
