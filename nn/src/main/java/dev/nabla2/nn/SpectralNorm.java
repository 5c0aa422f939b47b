package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * Spectral normalisation (Miyato et al. 2018): a layer whose {@code weight} is divided by σ, an estimate of its largest singular value
 * as a matrix, its first axis against all others. Vectors for it are remembered and improved by a power iteration in each training
 * pass; derivatives take them as constants, as the paper does, so that σ = uᵀ W v varies with the weight alone.
 *
 * @param layer with a parameter {@code weight}
 * @param iterations of the power method in a training pass
 */
public record SpectralNorm(Layer layer, int iterations) implements PassingLayer {
    private static final String WEIGHT = "weight";
    private static final String LEFT = "left";
    private static final String RIGHT = "right";
    private static final double TINY = 1e-12;
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
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        Tensor weight = parameters.get(WEIGHT);
        int rows = weight.shape().extent(0);
        Tensor matrix = weight.reshape(Shape.of(rows, weight.shape().size() / rows));
        Tensor constant = matrix.stopGradient();
        Tensor u = pass.remembered(LEFT);
        Tensor v = pass.remembered(RIGHT);
        for (int i = 0; i < iterations && pass.isTraining(); i++) {
            v = unit(u.matmul(constant));
            u = unit(v.matmul(constant, false, true));
        }
        pass.remember(LEFT, u);
        pass.remember(RIGHT, v);
        Tensor sigma = u.matmul(matrix).mul(v).sum();
        Parameters normalised = Parameters.none();
        for (String name : parameters.names()) {
            Tensor own = parameters.get(name);
            normalised = normalised.and(name, name.equals(WEIGHT) ? own.div(sigma) : own);
        }
        return layer.apply(normalised, x, pass);
    }

    /** A row divided by its length. */
    private static Tensor unit(Tensor row) {
        return row.div(row.square().sum().add(TINY).sqrt());
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return layer.initialise(backend, random);
    }

    /** Rows {@code left} and {@code right} of normal numbers, always the same, made units. */
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
        return unit(Tensor.of(backend, Shape.of(1, size), random.normal(size)));
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
