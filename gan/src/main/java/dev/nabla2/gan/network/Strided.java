package dev.nabla2.gan.network;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.ConvolutionalTransposed;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Reshape;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;

/**
 * A critic of convolutions that halve the image until no side is above 4, then a linear layer; and a generator of a linear layer and
 * transposed convolutions that go the same way back.
 *
 * @param sample {@code [channels, height, width]}
 * @param latent numbers of noise
 * @param dim channels after the first halving; each further one doubles them
 * @param norm where batch norm is
 * @param weights what training starts from
 */
record Strided(Shape sample, int latent, int dim, Norm norm, Weights weights) {
    private static final int SMALLEST = 4;
    private static final int FILTER = 5;
    private static final int STRIDE = 2;
    private static final Convolution HALVING = Convolution.PLAIN.stride(STRIDE).padding(FILTER / 2);
    private static final Layer LEAKY = Activation.LEAKY_RELU.with(SecondDerivative.ALMOST_EVERYWHERE);

    /** Where batch norm is. */
    enum Norm {
        /** Nowhere. */
        NONE,
        /** Before every relu of the generator, the first for each feature. */
        GENERATOR,
        /** Before every relu of the generator and every leaky relu of the critic but its first, for each channel. */
        BOTH
    }

    Strided {
        if (latent < 1 || dim < 1) {
            throw new IllegalArgumentException(
                    "network: expected latent and dim of at least 1, found " + latent + " and " + dim);
        }
    }

    static void checkSides(String name, Shape sample, int side) {
        if (sample.rank() != 3 || sample.extent(1) != side || sample.extent(2) != side) {
            throw new IllegalArgumentException(
                    name + ": expected images [channels, " + side + ", " + side + "], found samples " + sample);
        }
    }

    NetworkPair pair() {
        List<Shape> ladder = ladder();
        return new NetworkPair(new Sequential(generator(ladder)), new Sequential(critic(ladder)));
    }

    /** What an image becomes, halving by halving: {@code [channels, height, width]}. */
    private List<Shape> ladder() {
        List<Shape> ladder = new ArrayList<>(List.of(sample));
        int channels = dim;
        for (Shape last = sample; Math.max(last.extent(1), last.extent(2)) > SMALLEST; channels *= 2) {
            last = Shape.of(channels, half(last.extent(1)), half(last.extent(2)));
            ladder.add(last);
        }
        return ladder;
    }

    private static int half(int side) {
        return (side + 1) / STRIDE;
    }

    private List<Layer> critic(List<Shape> ladder) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < ladder.size(); i++) {
            int inputs = ladder.get(i - 1).extent(0);
            int outputs = ladder.get(i).extent(0);
            layers.add(Convolutional.square(
                    inputs,
                    outputs,
                    FILTER,
                    HALVING,
                    weights.convolution(wide(inputs), narrow(outputs), Math.sqrt(2))));
            if (norm == Norm.BOTH && i > 1) {
                layers.add(new BatchNorm(outputs));
            }
            layers.add(LEAKY);
        }
        layers.add(new Flatten());
        layers.add(new Dense(ladder.get(ladder.size() - 1).size(), 1, weights.dense()));
        return layers;
    }

    private List<Layer> generator(List<Shape> ladder) {
        Shape smallest = ladder.get(ladder.size() - 1);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Dense(latent, smallest.size(), weights.dense()));
        if (norm == Norm.GENERATOR) {
            layers.add(new BatchNorm(smallest.size()));
        }
        layers.add(new Reshape(smallest));
        if (norm == Norm.BOTH) {
            layers.add(new BatchNorm(smallest.extent(0)));
        }
        layers.add(Activation.RELU);
        for (int i = ladder.size() - 2; i >= 0; i--) {
            layers.add(doubling(ladder.get(i + 1).extent(0), ladder.get(i)));
            if (i > 0 && norm != Norm.NONE) {
                layers.add(new BatchNorm(ladder.get(i).extent(0)));
            }
            layers.add(i > 0 ? Activation.RELU : Activation.TANH);
        }
        return layers;
    }

    private Layer doubling(int inputs, Shape to) {
        Initialiser drawn = weights.convolution(narrow(inputs), wide(to.extent(0)), Math.sqrt(2));
        return new ConvolutionalTransposed(
                inputs, to.extent(0), List.of(FILTER, FILTER), HALVING, List.of(to.extent(1), to.extent(2)), drawn);
    }

    /** How many places a place of the smaller image touches in the larger. */
    private static double wide(int channels) {
        return (double) FILTER * FILTER * channels;
    }

    /** How many places a place of the larger image touches in the smaller, on average. */
    private static double narrow(int channels) {
        return wide(channels) / (STRIDE * STRIDE);
    }
}
