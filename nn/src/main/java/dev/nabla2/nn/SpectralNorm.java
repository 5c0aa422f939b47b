package dev.nabla2.nn;

import static dev.nabla2.engine.compose.SpectralNorm.divided;
import static dev.nabla2.engine.compose.SpectralNorm.iterate;
import static dev.nabla2.engine.compose.SpectralNorm.withVectorsHeld;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.SpectralNorm.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Spectral normalisation (Miyato et al. 2018): a layer whose {@code weight} is divided by σ, an estimate of its largest singular value
 * as a matrix, its first axis against all others. Vectors for it are remembered and improved by a power iteration in each training
 * pass; derivatives take them as constants, as the paper does, so that σ = uᵀ W v varies with the weight alone. A weight of
 * zeros stays zeros.
 *
 * @param layer with a parameter {@code weight}
 * @param iterations of the power method in a training pass
 */
public record SpectralNorm(Layer layer, int iterations) implements PassingLayer {
    private static final String WEIGHT = "weight";
    private static final String LEFT = "left";
    private static final String RIGHT = "right";
    private static final long SEED = 0x5eed;

    /** Checks the number of iterations. */
    public SpectralNorm {
        if (iterations < 1) {
            throw new IllegalArgumentException("spectral norm: expected at least 1 iteration, found " + iterations);
        }
    }

    /** With one iteration a pass, as in the paper. */
    public SpectralNorm(Layer layer) {
        this(layer, 1);
    }

    @Override
    public SpectralNorm rectified(Function<Rectifier, Layer> instead) {
        return new SpectralNorm(layer.rectified(instead), iterations);
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        Tensor weight = parameters.get(WEIGHT);
        Vectors vectors = new Vectors(pass.remembered(LEFT), pass.remembered(RIGHT));
        if (pass.isTraining()) {
            vectors = iterate(weight, vectors.left(), iterations);
            pass.remember(LEFT, vectors.left());
            pass.remember(RIGHT, vectors.right());
        }
        Tensor normalised = divided(weight, withVectorsHeld(weight, vectors));
        List<Tensor> tensors = new ArrayList<>(parameters.tensors());
        tensors.set(parameters.names().indexOf(WEIGHT), normalised);
        return layer.apply(parameters.with(tensors), x, pass);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return layer.initialise(backend, random);
    }

    /** Vectors {@code left} and {@code right} of normal numbers, always the same, of length 1. */
    @Override
    public Parameters memory(Backend backend) {
        RandomStream random = RandomStream.of(SEED);
        Shape weight = layer.initialise(backend, random).get(WEIGHT).shape();
        int rows = weight.extent(0);
        return Parameters.none()
                .and(LEFT, start(backend, random.fold(LEFT), rows))
                .and(RIGHT, start(backend, random.fold(RIGHT), weight.size() / rows));
    }

    private static Tensor start(Backend backend, RandomStream random, int size) {
        Tensor normal = Tensor.of(backend, Shape.of(size), random.normal(size));
        return normal.div(normal.norm());
    }

    @Override
    public boolean mixesSamples() {
        return layer.mixesSamples();
    }

    @Override
    public boolean needsLabels() {
        return layer.needsLabels();
    }
}
