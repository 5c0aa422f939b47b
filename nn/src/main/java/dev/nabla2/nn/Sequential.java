package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Layers one after another; the parameters of layer i are below the name i.
 *
 * @param layers in the order in which they are applied
 */
public record Sequential(List<Layer> layers) implements PassingLayer {
    /** Copies the list. */
    public Sequential {
        layers = List.copyOf(layers);
    }

    /**
     * A multilayer perceptron: dense layers with an activation between them, initialised for it (He et al. 2015).
     *
     * @param activation what stands after every layer but the last
     * @param widths features of the input, of each hidden layer, and of the output
     */
    public static Sequential mlp(Activation activation, int... widths) {
        return mlp(activation, SecondDerivative.ALMOST_EVERYWHERE, widths);
    }

    /** As {@link #mlp(Activation, int...)}, with the second derivative of a rectifier named. */
    public static Sequential mlp(Activation activation, SecondDerivative second, int... widths) {
        if (widths.length < 2) {
            throw new IllegalArgumentException(
                    "mlp: expected the widths of input and output at least, found " + widths.length + " widths");
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < widths.length; i++) {
            boolean last = i + 2 == widths.length;
            layers.add(new Dense(widths[i], widths[i + 1], Initialiser.heNormal(last ? 1 : activation.gain())));
            if (!last) {
                layers.add(activation.with(second));
            }
        }
        return new Sequential(layers);
    }

    /** These layers and one more. */
    public Sequential then(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Sequential(more);
    }

    @Override
    public Sequential rectified(Function<Rectifier, Layer> instead) {
        return new Sequential(
                layers.stream().map(layer -> layer.rectified(instead)).toList());
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        Tensor y = x;
        for (int i = 0; i < layers.size(); i++) {
            String name = String.valueOf(i);
            y = layers.get(i).apply(parameters.below(name), y, pass.below(name));
        }
        return y;
    }

    @Override
    public Parameters memory(Backend backend) {
        Parameters all = Parameters.none();
        for (int i = 0; i < layers.size(); i++) {
            all = all.and(String.valueOf(i), layers.get(i).memory(backend));
        }
        return all;
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        Parameters all = Parameters.none();
        for (int i = 0; i < layers.size(); i++) {
            all = all.and(String.valueOf(i), layers.get(i).initialise(backend, random.fold(i)));
        }
        return all;
    }

    @Override
    public boolean mixesSamples() {
        return layers.stream().anyMatch(Layer::mixesSamples);
    }

    @Override
    public boolean needsLabels() {
        return layers.stream().anyMatch(Layer::needsLabels);
    }
}
