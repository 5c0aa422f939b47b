package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The f-GAN family in floats, far outside of what a trained critic gives. */
class FDivergenceTest {
    private static final Backend CPU = Backends.cpu(1);

    @ParameterizedTest
    @EnumSource(FDivergence.class)
    void squaresOfSlopesCanBeSummed(FDivergence divergence) {
        for (FGan.Generator generator : FGan.Generator.values()) {
            Objective objective = new FGan(divergence, generator);
            try (Tape tape = new Tape()) {
                Tensor real = tape.watch(extremes());
                Tensor fake = tape.watch(extremes());
                Tensor both = objective
                        .criticLoss(real, fake)
                        .add(objective.generatorLoss(() -> real, fake).mul(2));
                Tensor slopes = tape.gradient(both, real)
                        .square()
                        .add(tape.gradient(both, fake).square());
                assertTrue(slopes.sum().isFinite(), generator + ": " + slopes);
            }
        }
    }

    private static Tensor extremes() {
        return Tensor.of(CPU, Shape.of(4, 1), -100, -1, 1, 100);
    }
}
