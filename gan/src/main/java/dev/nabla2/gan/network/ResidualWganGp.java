package dev.nabla2.gan.network;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.AveragePool;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.GroupNorm;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Reshape;
import dev.nabla2.nn.Residual;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.Upsample;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The residual networks of WGAN-GP for CIFAR-10 (Gulrajani et al. 2017, appendix F, and the authors' {@code gan_cifar_resnet.py}):
 * blocks of two 3 x 3 convolutions with their activations before them, which double the image by nearest neighbours in the generator and
 * halve it by means in the critic.
 *
 * <p>The generator has batch norm, the critic layer norm, which section 4 of the paper recommends in its place. The authors' program
 * has the latter as a switch, and the paper's appendix has the critic without. A shortcut's 1 x 1 convolution is done where the image
 * is small, which gives the same numbers.
 */
public final class ResidualWganGp {
    /** The width of the authors' networks. */
    public static final int DIM = 128;

    private static final int SIDE = 32;
    private static final int SMALLEST = 4;
    private static final int LAST = 8;
    private static final Weights WEIGHTS = Weights.authors();

    private ResidualWganGp() {}

    /**
     * The pair.
     *
     * @param sample {@code [channels, 32, 32]}
     * @param latent numbers of noise, 128 in the paper
     * @param dim channels of every block, 128 in the paper
     * @throws IllegalArgumentException if the samples have another shape, or a number is less than 1
     */
    public static NetworkPair of(Shape sample, int latent, int dim) {
        Strided.checkSides("residual", sample, SIDE);
        if (latent < 1 || dim < 1) {
            throw new IllegalArgumentException(
                    "residual: expected latent and dim of at least 1, found " + latent + " and " + dim);
        }
        return new NetworkPair(generator(sample.extent(0), latent, dim), critic(sample.extent(0), dim));
    }

    private static Sequential generator(int channels, int latent, int dim) {
        Shape smallest = Shape.of(dim, SMALLEST, SMALLEST);
        return new Sequential(List.of(
                new Dense(latent, smallest.size(), WEIGHTS.dense()),
                new Reshape(smallest),
                doubling(dim),
                doubling(dim),
                doubling(dim),
                new BatchNorm(dim),
                Activation.RELU,
                convolution(dim, channels, 3, 1),
                Activation.TANH));
    }

    private static Sequential critic(int channels, int dim) {
        return new Sequential(List.of(
                first(channels, dim),
                halving(dim),
                new Residual(main(GroupNorm::layer, dim), new Sequential(List.of())),
                new Residual(main(GroupNorm::layer, dim), new Sequential(List.of())),
                Activation.RELU,
                new AveragePool(LAST),
                new Flatten(),
                new Dense(dim, 1, WEIGHTS.dense())));
    }

    private static Layer doubling(int dim) {
        Layer main = new Sequential(List.of(
                new BatchNorm(dim),
                Activation.RELU,
                new Upsample(2),
                convolution(dim, dim, 3, Math.sqrt(2)),
                new BatchNorm(dim),
                Activation.RELU,
                convolution(dim, dim, 3, Math.sqrt(2))));
        return new Residual(main, new Sequential(List.of(convolution(dim, dim, 1, 1), new Upsample(2))));
    }

    /** A block on the image itself, which no activation must touch. */
    private static Layer first(int channels, int dim) {
        Layer main = new Sequential(List.of(
                convolution(channels, dim, 3, Math.sqrt(2)),
                Activation.RELU,
                convolution(dim, dim, 3, Math.sqrt(2)),
                new AveragePool(2)));
        return new Residual(main, pooled(channels, dim));
    }

    private static Layer halving(int dim) {
        return new Residual(main(GroupNorm::layer, dim).then(new AveragePool(2)), pooled(dim, dim));
    }

    private static Layer pooled(int inputs, int outputs) {
        return new Sequential(List.of(new AveragePool(2), convolution(inputs, outputs, 1, 1)));
    }

    private static Sequential main(IntFunction<Layer> norm, int dim) {
        return new Sequential(List.of(
                norm.apply(dim),
                Activation.RELU,
                convolution(dim, dim, 3, Math.sqrt(2)),
                norm.apply(dim),
                Activation.RELU,
                convolution(dim, dim, 3, Math.sqrt(2))));
    }

    private static Layer convolution(int inputs, int outputs, int filter, double gain) {
        double area = (double) filter * filter;
        return Convolutional.square(
                inputs,
                outputs,
                filter,
                Convolution.PLAIN.padding(filter / 2),
                WEIGHTS.convolution(area * inputs, area * outputs, gain));
    }
}
