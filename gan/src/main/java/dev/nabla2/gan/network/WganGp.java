package dev.nabla2.gan.network;

import dev.nabla2.engine.Shape;

/** The convolutional networks of WGAN-GP (Gulrajani et al. 2017), as in the authors' programs {@code gan_mnist.py} and {@code gan_cifar.py}. */
public final class WganGp {
    /** The width of the authors' networks for MNIST. */
    public static final int MNIST_DIM = 64;

    /** The width of the authors' networks for CIFAR-10. */
    public static final int CIFAR_DIM = 128;

    private WganGp() {}

    /**
     * The pair for MNIST: a critic of three 5 x 5 convolutions that halve the image, 28 to 14 to 7 to 4, and a linear layer; a generator
     * of a linear layer and three transposed convolutions, without normalisation.
     *
     * <p>The authors' generator computes 8 x 8 and cuts the eighth row and column off, this one computes 7 x 7; theirs ends in a sigmoid
     * for images in [0, 1].
     *
     * @param sample {@code [channels, 28, 28]}
     * @param latent numbers of noise, 128 in the paper
     * @param dim channels of the critic's first layer, 64 in the paper; the others have two and four times as many
     * @throws IllegalArgumentException if the samples have another shape, or a number is less than 1
     */
    public static NetworkPair mnist(Shape sample, int latent, int dim) {
        Strided.checkSides("wgan-gp-mnist", sample, 28);
        return new Strided(sample, latent, dim, Strided.Norm.NONE, Weights.authors()).pair();
    }

    /**
     * The pair for CIFAR-10: as that for MNIST, 32 to 16 to 8 to 4, with batch norm in the generator, after its linear layer one for
     * every feature.
     *
     * @param sample {@code [channels, 32, 32]}
     * @param latent numbers of noise, 128 in the paper
     * @param dim channels of the critic's first layer, 128 in the paper; the others have two and four times as many
     * @throws IllegalArgumentException if the samples have another shape, or a number is less than 1
     */
    public static NetworkPair cifar(Shape sample, int latent, int dim) {
        Strided.checkSides("wgan-gp-cifar", sample, 32);
        return new Strided(sample, latent, dim, Strided.Norm.GENERATOR, Weights.authors()).pair();
    }
}
