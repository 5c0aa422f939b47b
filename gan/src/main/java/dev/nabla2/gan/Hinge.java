package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/**
 * The hinge objective (Lim and Ye 2017; Tran, Ranganath and Blei 2017): E max(0, 1 − D(real)) + E max(0, 1 + D(fake)) against −E D(fake).
 *
 * <p>Conventions: D is a value without bounds, positive for real samples; derivatives at the two kinks are 0.
 */
public record Hinge() implements Objective {
    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        Tensor onReal = real.negate().add(1).relu().mean();
        return onReal.add(fake.add(1).relu().mean());
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return fake.mean().negate();
    }

    @Override
    public String conventions() {
        return "the critic minimises E max(0, 1 − D(real)) + E max(0, 1 + D(fake)), the generator −E D(fake); D a value"
                + " without bounds, positive for real";
    }
}
