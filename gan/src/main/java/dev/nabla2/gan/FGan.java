package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.function.Supplier;

/**
 * The f-GAN family (Nowozin, Cseke and Tomioka 2016): a lower bound of an f-divergence, F = E g_f(D(real)) − E f*(g_f(D(fake))), that
 * the critic maximises and the generator minimises.
 *
 * <p>Conventions: D is the value before the output activation g_f, which is part of the objective; each minimises a loss, so the critic
 * −F.
 *
 * @param divergence f
 * @param generator the generator's loss
 */
public record FGan(FDivergence divergence, Generator generator) implements Objective {
    /** What the generator minimises. */
    public enum Generator {
        /** −E f*(g_f(D(fake))): the game itself (equation 6). */
        MINIMAX,
        /** −E g_f(D(fake)): steeper where the critic is sure (section 3.2). */
        ALTERNATIVE
    }

    /** The minimax game of a divergence. */
    public FGan(FDivergence divergence) {
        this(divergence, Generator.MINIMAX);
    }

    @Override
    public Tensor criticLoss(Tensor real, Tensor fake) {
        return divergence.conjugate(fake).mean().sub(divergence.activation(real).mean());
    }

    @Override
    public Tensor generatorLoss(Supplier<Tensor> real, Tensor fake) {
        return (generator == Generator.MINIMAX ? divergence.conjugate(fake) : divergence.activation(fake))
                .mean()
                .negate();
    }

    @Override
    public String conventions() {
        return "f-GAN, " + divergence.label()
                + ": the critic minimises E f*(g_f(D(fake))) − E g_f(D(real)), the generator "
                + (generator == Generator.MINIMAX ? "−E f*(g_f(D(fake)))" : "−E g_f(D(fake))")
                + "; D the value v before g_f; " + divergence.conventions();
    }
}
