package dev.nabla2.nn;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A layer with an input that it fits: what its derivatives are checked with.
 *
 * @param name what it is called, such as {@code dense}
 * @param layer the layer
 * @param input a shape of its input, batch first
 * @param classes below which the input's numbers are whole; 0 where they are any
 * @param inUse whether it is checked as it is used, since in training its derivatives hold something constant that varies
 */
public record LayerExample(String name, Layer layer, Shape input, int classes, boolean inUse) {
    private static final int CLASSES = 3;
    private static final double PROGRESS = 0.5;

    /** A layer of an input of any numbers, checked as it is trained. */
    public LayerExample(String name, Layer layer, Shape input) {
        this(name, layer, input, 0, false);
    }

    /** Every layer there is. */
    public static List<LayerExample> all() {
        List<LayerExample> all = new ArrayList<>();
        all.add(new LayerExample("dense", new Dense(3, 2, Initialiser.heNormal(1)), Shape.of(4, 3)));
        all.add(new LayerExample(
                "convolutional",
                Convolutional.square(
                        2, 4, 3, Convolution.PLAIN.stride(2).padding(1).groups(2), Initialiser.heNormal(1)),
                Shape.of(2, 2, 4, 3)));
        all.add(new LayerExample("flatten", new Flatten(), Shape.of(2, 2, 3)));
        all.add(new LayerExample("rectifier", rectifier(SecondDerivative.ALMOST_EVERYWHERE), Shape.of(4, 3)));
        all.add(new LayerExample("rectifier-mollified", rectifier(SecondDerivative.mollified(0.5)), Shape.of(4, 3)));
        all.add(new LayerExample("rectifier-annealed", rectifier(SecondDerivative.annealed(1, 0.1)), Shape.of(4, 3)));
        for (Activation activation : Activation.values()) {
            all.add(new LayerExample(activation.label(), activation, Shape.of(4, 3)));
        }
        all.addAll(images());
        all.add(new LayerExample("embedding", new Embedding(5, 2), Shape.of(4), 5, false));
        all.add(new LayerExample("conditioned", new Conditioned(new Embedding(CLASSES, 2)), Shape.of(4, 3)));
        all.add(new LayerExample("dropout", new Dropout(0.4), Shape.of(4, 3)));
        all.add(new LayerExample(
                "spectral-norm", new SpectralNorm(new Dense(3, 2, Initialiser.heNormal(1))), Shape.of(4, 3), 0, true));
        all.add(new LayerExample("minibatch-deviation", new MinibatchDeviation(), Shape.of(4, 3)));
        all.add(new LayerExample(
                "minibatch-discrimination",
                new MinibatchDiscrimination(3, 2, 2, Initialiser.heNormal(1)),
                Shape.of(4, 3)));
        for (Recurrent.Cell cell : Recurrent.Cell.values()) {
            String name = cell.name().toLowerCase(Locale.ROOT);
            all.add(new LayerExample("recurrent-" + name, new Recurrent(cell, 2, 1), Shape.of(1, 2, 2)));
        }
        all.add(new LayerExample("sequential", Sequential.mlp(Activation.TANH, 3, 4, 2), Shape.of(4, 3)));
        return List.copyOf(all);
    }

    /**
     * The pass that it is checked in, with labels for a layer that asks for them.
     *
     * @param memory as {@link Layer#memory} begins it, on the tape
     */
    public Pass pass(Draws draws, Parameters memory) {
        Pass pass = inUse
                ? Pass.using(memory)
                : Pass.training(draws, memory).along(Tensor.scalar(draws.backend(), PROGRESS));
        if (!layer.needsLabels()) {
            return pass;
        }
        double[] labels = new double[input.extent(0)];
        Arrays.setAll(labels, i -> i % CLASSES);
        return pass.labelled(Tensor.of(draws.backend(), Shape.of(labels.length), labels));
    }

    private static List<LayerExample> images() {
        Shape image = Shape.of(2, 2, 4, 4);
        Layer same = new Sequential(List.of());
        return List.of(
                new LayerExample(
                        "convolutional-transposed",
                        ConvolutionalTransposed.square(
                                2, 2, 3, Convolution.PLAIN.stride(2).padding(1), 4, Initialiser.heNormal(1)),
                        Shape.of(2, 2, 2, 2)),
                new LayerExample("batch-norm", new BatchNorm(2), Shape.of(3, 2, 2)),
                new LayerExample("group-norm", new GroupNorm(2, 4, 1e-5), Shape.of(2, 4, 3)),
                new LayerExample("layer-norm", GroupNorm.layer(3), Shape.of(2, 3, 2)),
                new LayerExample("instance-norm", GroupNorm.instance(2), Shape.of(2, 2, 3)),
                new LayerExample("average-pool", new AveragePool(2), image),
                new LayerExample("max-pool", new MaxPool(2), image),
                new LayerExample("upsample", new Upsample(2), Shape.of(2, 2, 2, 2)),
                new LayerExample("reshape", new Reshape(Shape.of(3, 2)), Shape.of(2, 6)),
                new LayerExample("residual", new Residual(Activation.TANH, same), Shape.of(4, 3)));
    }

    private static Rectifier rectifier(SecondDerivative second) {
        return new Rectifier(0.2, second);
    }
}
