package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/** The dual of the Wasserstein-1 distance, whose negative the critic minimises (Arjovsky, Chintala and Bottou 2017, equation 3). */
record Wasserstein() implements Objective {
    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        return fake.mean().sub(real.mean());
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return fake.mean().negate();
    }

    @Override
    public String conventions() {
        return "the critic minimises E D(fake) − E D(real), the generator −E D(fake); D a value without bounds";
    }
}
