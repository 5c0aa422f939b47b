package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/**
 * The energy-based objective (Zhao, Mathieu and LeCun 2017, equations 1 and 2): E D(real) + E max(0, m − D(fake)) against E D(fake).
 *
 * <p>Conventions: D is an energy, <em>low</em> for real samples, and should be bounded below, such as the reconstruction error of an
 * auto-encoder; the derivative at the margin is 0.
 *
 * @param margin m, above which the critic does not care how high generated samples are
 */
public record EnergyBased(double margin) implements Objective {
    /** Checks the margin. */
    public EnergyBased {
        if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "energy-based objective: expected a finite margin above 0, found " + margin);
        }
    }

    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        return real.mean().add(fake.negate().add(margin).relu().mean());
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return fake.mean();
    }

    @Override
    public String conventions() {
        return "the critic minimises E D(real) + E max(0, " + margin
                + " − D(fake)), the generator E D(fake); D an energy, low for real";
    }
}
