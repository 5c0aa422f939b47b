package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.function.Function;

/**
 * A residual block (He et al. 2016): main(x) + shortcut(x). The parameters of the two are below {@code main} and {@code shortcut}.
 *
 * @param main the path with layers
 * @param shortcut the other, {@code new Sequential(List.of())} for the input itself
 */
public record Residual(Layer main, Layer shortcut) implements PassingLayer {
    private static final String MAIN = "main";
    private static final String SHORTCUT = "shortcut";

    @Override
    public Residual rectified(Function<Rectifier, Layer> instead) {
        return new Residual(main.rectified(instead), shortcut.rectified(instead));
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        Tensor y = main.apply(parameters.below(MAIN), x, pass.below(MAIN));
        return y.add(shortcut.apply(parameters.below(SHORTCUT), x, pass.below(SHORTCUT)));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none()
                .and(MAIN, main.initialise(backend, random.fold(MAIN)))
                .and(SHORTCUT, shortcut.initialise(backend, random.fold(SHORTCUT)));
    }

    @Override
    public Parameters memory(Backend backend) {
        return Parameters.none().and(MAIN, main.memory(backend)).and(SHORTCUT, shortcut.memory(backend));
    }

    @Override
    public boolean mixesSamples() {
        return main.mixesSamples() || shortcut.mixesSamples();
    }

    @Override
    public boolean needsLabels() {
        return main.needsLabels() || shortcut.needsLabels();
    }
}
