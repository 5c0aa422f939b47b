package dev.nabla2.bench.compare;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.ConvolutionalTransposed;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Rectifier;
import dev.nabla2.nn.Reshape;
import dev.nabla2.nn.Sequential;
import java.util.List;

/** The networks of WGAN-GP on MNIST (Gulrajani et al. 2017, the authors' {@code gan_mnist.py} with DIM 64). */
final class Networks {
    /** Numbers of noise that make an image. */
    static final int LATENT = 128;

    static final Shape IMAGE = Shape.of(1, 28, 28);

    private static final int DIM = 64;
    private static final int FILTER = 5;
    private static final Convolution HALVING = Convolution.PLAIN.stride(2).padding(2);
    private static final Initialiser HE = Initialiser.heNormal(Math.sqrt(2));
    private static final Initialiser LAST = Initialiser.heNormal(1);
    private static final Layer LEAKY = new Rectifier(0.2, SecondDerivative.ALMOST_EVERYWHERE);

    private Networks() {}

    /** Three convolutions that halve the image, 28 to 14 to 7 to 4, and a linear layer. */
    static Sequential critic() {
        return new Sequential(List.of(
                Convolutional.square(1, DIM, FILTER, HALVING, HE),
                LEAKY,
                Convolutional.square(DIM, 2 * DIM, FILTER, HALVING, HE),
                LEAKY,
                Convolutional.square(2 * DIM, 4 * DIM, FILTER, HALVING, HE),
                LEAKY,
                new Flatten(),
                new Dense(4 * 4 * 4 * DIM, 1, LAST)));
    }

    /**
     * A linear layer and three transposed convolutions, 4 to 7 to 14 to 28. The authors compute 8 by 8 and cut off the
     * eighth.
     */
    static Sequential generator() {
        return new Sequential(List.of(
                new Dense(LATENT, 4 * 4 * 4 * DIM, HE),
                Activation.RELU,
                new Reshape(Shape.of(4 * DIM, 4, 4)),
                ConvolutionalTransposed.square(4 * DIM, 2 * DIM, FILTER, HALVING, 7, HE),
                Activation.RELU,
                ConvolutionalTransposed.square(2 * DIM, DIM, FILTER, HALVING, 14, HE),
                Activation.RELU,
                ConvolutionalTransposed.square(DIM, 1, FILTER, HALVING, 28, LAST),
                Activation.SIGMOID));
    }
}
