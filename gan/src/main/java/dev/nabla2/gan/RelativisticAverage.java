package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/**
 * The relativistic average objective (Jolicoeur-Martineau 2019, RaSGAN): is a sample more real than the average of the other kind?
 *
 * <p>Conventions: with r = D(real) − E D(fake) and f = D(fake) − E D(real), logits of probabilities, the critic minimises −E log σ(r) −
 * E log(1 − σ(f)) and the generator −E log σ(f) − E log(1 − σ(r)). The averages are over the batch and are differentiated, too.
 */
public record RelativisticAverage() implements Objective {
    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        return loss(real, fake);
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return loss(fake, real.get());
    }

    /** Low where the first values are above the second ones' average, and the second below the first ones'. */
    private static Tensor loss(Tensor above, Tensor below) {
        Tensor onAbove = below.mean().sub(above).softplus(1).mean();
        return onAbove.add(below.sub(above.mean()).softplus(1).mean());
    }

    @Override
    public String conventions() {
        return "with r = D(real) − E D(fake) and f = D(fake) − E D(real), the critic minimises −E log σ(r) − E log(1 − σ(f)),"
                + " the generator −E log σ(f) − E log(1 − σ(r)); averages over the batch, differentiated too; D a"
                + " value, r and f logits";
    }
}
