package dev.nabla2.lab.run;

import dev.nabla2.gan.network.ResidualWganGp;
import dev.nabla2.gan.network.WganGp;

/** The networks that can be asked for. */
public enum NetworkChoice {
    /** Fully connected layers. */
    MLP("mlp", "fully connected", 0),
    /** The convolutional pair of WGAN-GP for MNIST. */
    WGAN_GP_MNIST(
            "wgan-gp-mnist", "convolutional, those of WGAN-GP for MNIST (Gulrajani et al. 2017)", WganGp.MNIST_DIM),
    /** The convolutional pair of WGAN-GP for CIFAR-10. */
    WGAN_GP_CIFAR(
            "wgan-gp-cifar", "convolutional, those of WGAN-GP for CIFAR-10 (Gulrajani et al. 2017)", WganGp.CIFAR_DIM),
    /** The residual pair of WGAN-GP. */
    RESIDUAL("residual", "the residual ones of WGAN-GP for CIFAR-10 (Gulrajani et al. 2017)", ResidualWganGp.DIM),
    /** The pair of DCGAN. */
    DCGAN("dcgan", "convolutional with batch norm, those of DCGAN (Radford et al. 2016)", 64);

    private final String label;
    private final String words;
    private final int dim;

    NetworkChoice(String label, String words, int dim) {
        this.label = label;
        this.words = words;
        this.dim = dim;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** What it is, in half a sentence. */
    public String words() {
        return words;
    }

    /** The width unless another is asked for; 0 where there is none. */
    public int dim() {
        return dim;
    }

    /** Whether it is of convolutions, which take images as planes. */
    public boolean isConvolutional() {
        return this != MLP;
    }
}
