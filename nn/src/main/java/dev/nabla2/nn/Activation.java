package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Locale;
import java.util.function.Function;

/** The nonlinearities, each a layer without parameters. */
public enum Activation implements Layer {
    /** max(0, x); piecewise linear, so its second derivative is 0 almost everywhere. */
    RELU(Math.sqrt(2)),
    /** x, or 0.2 x where negative; piecewise linear. */
    LEAKY_RELU(Math.sqrt(2 / 1.04)),
    /** x, or eˣ − 1 where negative; continuously differentiable. */
    ELU(Math.sqrt(2)),
    /** elu scaled to normalise itself. */
    SELU(1),
    /** log(1 + eˣ); smooth. */
    SOFTPLUS(Math.sqrt(2)),
    /** The hyperbolic tangent; smooth. */
    TANH(5.0 / 3),
    /** 1 / (1 + e⁻ˣ); smooth. */
    SIGMOID(1),
    /** x Φ(x); smooth. */
    GELU(Math.sqrt(2)),
    /** x · sigmoid(x); smooth. */
    SILU(Math.sqrt(2));

    private static final double LEAK = 0.2;

    private final double gain;

    Activation(double gain) {
        this.gain = gain;
    }

    /** The name a user asks for it by, such as {@code leaky-relu}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By how much weights before it are scaled so that signals keep their size (He et al. 2015). */
    public double gain() {
        return gain;
    }

    @Override
    public Layer rectified(Function<Rectifier, Layer> instead) {
        return switch (this) {
            case RELU -> instead.apply(new Rectifier(0, SecondDerivative.ALMOST_EVERYWHERE));
            case LEAKY_RELU -> instead.apply(new Rectifier(LEAK, SecondDerivative.ALMOST_EVERYWHERE));
            default -> this;
        };
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        return switch (this) {
            case RELU -> x.relu();
            case LEAKY_RELU -> x.leakyRelu(LEAK);
            case ELU -> x.elu(1);
            case SELU -> x.selu();
            case SOFTPLUS -> x.softplus(1);
            case TANH -> x.tanh();
            case SIGMOID -> x.sigmoid();
            case GELU -> x.gelu();
            case SILU -> x.silu();
        };
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }
}
