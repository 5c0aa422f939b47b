package dev.nabla2.lab.cost;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A family of critics, given by its sizes. */
public sealed interface CriticForm {
    /** A critic of this form, which gives one value for each sample {@code sample}. */
    Layer critic(Activation activation, Shape sample);

    /** As one would type it, such as {@code mlp:512x3}. */
    String label();

    /**
     * Fully connected.
     *
     * @param hidden the widths of the hidden layers
     */
    record Mlp(List<Integer> hidden) implements CriticForm {
        @Override
        public Layer critic(Activation activation, Shape sample) {
            IntStream widths = hidden.stream().mapToInt(Integer::intValue);
            return Sequential.mlp(
                    activation,
                    IntStream.concat(IntStream.concat(IntStream.of(sample.size()), widths), IntStream.of(1))
                            .toArray());
        }

        @Override
        public String label() {
            return "mlp:" + written(hidden, ",");
        }
    }

    /**
     * 5 x 5 convolutions of stride 2 and padding 2, each followed by an activation, and a dense layer: the critic that WGAN-GP has for
     * MNIST (Gulrajani et al. 2017).
     *
     * @param channels what each convolution gives
     */
    record Conv(List<Integer> channels) implements CriticForm {
        private static final int KERNEL = 5;
        private static final Convolution HALVING = Convolution.PLAIN.stride(2).padding(2);

        @Override
        public Layer critic(Activation activation, Shape sample) {
            List<Layer> layers = new ArrayList<>();
            Shape image = sample;
            for (int outputs : channels) {
                Initialiser initialiser = Initialiser.heNormal(activation.gain());
                layers.add(Convolutional.square(image.extent(0), outputs, KERNEL, HALVING, initialiser));
                layers.add(activation);
                image = Shape.of(outputs, halved(image, 1), halved(image, 2));
            }
            layers.add(new Flatten());
            layers.add(new Dense(image.size(), 1, Initialiser.heNormal(1)));
            return new Sequential(layers);
        }

        private static int halved(Shape image, int axis) {
            return HALVING.over(2).resultExtent(axis - 1, image.extent(axis), KERNEL);
        }

        @Override
        public String label() {
            return "conv:" + written(channels, "-");
        }
    }

    private static String written(List<Integer> sizes, String between) {
        boolean equal = sizes.stream().distinct().count() == 1;
        return equal
                ? sizes.get(0) + "x" + sizes.size()
                : sizes.stream().map(String::valueOf).collect(Collectors.joining(between));
    }
}
