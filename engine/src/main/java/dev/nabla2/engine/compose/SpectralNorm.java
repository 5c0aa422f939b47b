package dev.nabla2.engine.compose;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;

/**
 * The largest singular value of a weight, estimated by power iteration (Miyato et al. 2018).
 *
 * <p>A weight [outputs, …] counts as the matrix [outputs, all else]. There are two ways to differentiate the estimate: through the
 * iteration, which is the derivative of what was computed, at every order; or with the vectors held constant, as Miyato et al. do, which
 * at converged vectors is the exact first derivative u vᵀ and knows no second.
 */
public final class SpectralNorm {
    private SpectralNorm() {}

    /**
     * Estimates of the first singular vectors, each of length 1, or 0 where the weight is.
     *
     * @param left u, of shape [outputs]
     * @param right v, of shape [all else]
     */
    public record Vectors(Tensor left, Tensor right) {
        /** The same as constants that outlive their tape, to start the next iteration from. */
        public Vectors detach() {
            return new Vectors(left.detach(), right.detach());
        }
    }

    /**
     * Singular vectors after some iterations v ← Wᵀu / ‖Wᵀu‖, u ← Wv / ‖Wv‖, recorded.
     *
     * @param left where to start, of shape [outputs]: random at first, then the last step's result
     * @param iterations at least 1
     */
    public static Vectors iterate(Tensor weight, Tensor left, int iterations) {
        Tensor matrix = matrix(weight);
        int rows = matrix.shape().extent(0);
        if (!left.shape().equals(Shape.of(rows))) {
            throw new ShapeException(
                            "spectral norm",
                            "a vector [" + rows + "] for " + weight.shape(),
                            left.shape().toString())
                    .in(weight.place());
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("spectral norm: expected at least 1 iteration, found " + iterations);
        }
        Tensor u = left.reshape(Shape.of(rows, 1));
        Tensor v = u;
        for (int i = 0; i < iterations; i++) {
            v = normalised(matrix.matmul(u, true, false));
            u = normalised(matrix.matmul(v));
        }
        return new Vectors(u.reshape(left.shape()), v.reshape(Shape.of(v.shape().size())));
    }

    /** The estimate uᵀWv, a scalar; derivatives flow through the weight and through vectors that depend on it. */
    public static Tensor estimate(Tensor weight, Vectors vectors) {
        Tensor matrix = matrix(weight);
        Tensor u = vectors.left().reshape(Shape.of(1, vectors.left().shape().size()));
        Tensor v = vectors.right().reshape(Shape.of(vectors.right().shape().size(), 1));
        return u.matmul(matrix).matmul(v).reshape(Shape.SCALAR);
    }

    /** The estimate after some iterations, a scalar, to be differentiated through all of them. See {@link #iterate}. */
    public static Tensor throughIteration(Tensor weight, Tensor left, int iterations) {
        return estimate(weight, iterate(weight, left, iterations));
    }

    /** The estimate uᵀWv, a scalar, to be differentiated with the vectors held constant. */
    public static Tensor withVectorsHeld(Tensor weight, Vectors vectors) {
        return estimate(
                weight,
                new Vectors(vectors.left().stopGradient(), vectors.right().stopGradient()));
    }

    /** The weight divided by its spectral norm; where that is 0 the result is too, with every derivative by the norm. */
    public static Tensor divided(Tensor weight, Tensor norm) {
        return weight.mul(norm.safeReciprocal());
    }

    private static Tensor normalised(Tensor vector) {
        return vector.mul(vector.norm().safeReciprocal());
    }

    private static Tensor matrix(Tensor weight) {
        if (weight.shape().rank() < 2) {
            throw new ShapeException(
                            "spectral norm", "[outputs, …]", weight.shape().toString())
                    .in(weight.place());
        }
        int rows = weight.shape().extent(0);
        return weight.reshape(Shape.of(rows, weight.shape().size() / rows));
    }
}
