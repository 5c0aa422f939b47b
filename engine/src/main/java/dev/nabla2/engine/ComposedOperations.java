package dev.nabla2.engine;

/** Functions written in the operations of the four kinds. */
public sealed interface ComposedOperations permits Tensor {

    /** elu scaled so that activations normalise themselves (Klambauer et al. 2017). */
    default Tensor selu() {
        return self().elu(1.6732632423543772).mul(1.0507009873554805);
    }

    /** x Φ(x) with the normal distribution function Φ, in its exact form (Hendrycks and Gimpel 2016). */
    default Tensor gelu() {
        return self().mul(self().mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
    }

    /** x · sigmoid(x) (Elfwing, Uchibe and Doya 2018). */
    default Tensor silu() {
        return self().mul(self().sigmoid());
    }

    /**
     * The Euclidean norm of each sample, over all axes but the first; where it is 0, so are its derivatives.
     *
     * <p>Squares are summed without scaling: in floats a norm is 0 below about 1e-22 and infinite above 1e19, and its second
     * derivative overflows below about 1e-19.
     *
     * @return a tensor of shape {@code [batch]}
     */
    default Tensor normPerSample() {
        int batch = self().shape().extent(0);
        return self().square()
                .sumAxes(1, self().shape().rank())
                .reshape(Shape.of(batch))
                .safeSqrt();
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
