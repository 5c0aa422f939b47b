package dev.nabla2.nn;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer with an input that it fits: what its derivatives are checked with.
 *
 * @param name what it is called, such as {@code dense}
 * @param layer the layer
 * @param input a shape of its input, batch first
 */
public record LayerExample(String name, Layer layer, Shape input) {
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
        for (Activation activation : Activation.values()) {
            all.add(new LayerExample(activation.label(), activation, Shape.of(4, 3)));
        }
        all.add(new LayerExample("sequential", Sequential.mlp(Activation.TANH, 3, 4, 2), Shape.of(4, 3)));
        return List.copyOf(all);
    }

    private static Rectifier rectifier(SecondDerivative second) {
        return new Rectifier(0.2, second);
    }
}
