package dev.nabla2.lab.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Sequential;
import org.junit.jupiter.api.Test;

/** The peak of one update of the critic of WGAN-GP. */
class PenaltyMemoryTest {
    private static final double MIB = 1 << 20;
    private static final int BATCH = 256;

    private static PenaltyMemory measured(Activation activation) {
        PenaltyMemory found = PenaltyMemory.measure(
                Backends.cpu(2),
                Sequential.mlp(activation, 2, 512, 512, 512, 1),
                GradientPenalty.twoSided(0.1),
                Shape.of(2),
                BATCH);
        System.out.printf(
                "peak of a penalty update, %s 512x3, batch 256: recorded %.2f MiB, freeing %.2f MiB, checkpointed %.2f MiB, replayed %.2f MiB%n",
                activation.label(),
                found.recorded() / MIB,
                found.freeing() / MIB,
                found.checkpointed() / MIB,
                found.replayed() / MIB);
        return found;
    }

    @Test
    void aFreeingGradientTakesLessThanARecordedOneAndACheckpointedCriticLessThanThat() {
        for (Activation activation : new Activation[] {Activation.RELU, Activation.TANH}) {
            PenaltyMemory found = measured(activation);
            assertTrue(found.freeing() < found.recorded(), found + "");
            assertTrue(found.checkpointed() < found.freeing(), found + "");
            assertTrue(found.replayed() < found.freeing(), found + "");
        }
    }

    @Test
    void theMeasureIsTheSameEveryTimeAndHoldsAtLeastTheGradient() {
        PenaltyMemory once = measured(Activation.RELU);
        assertEquals(once, measured(Activation.RELU));
        int parameters = 2 * 512 + 512 + 2 * (512 * 512 + 512) + 512 + 1;
        assertTrue(once.checkpointed() > 4L * parameters, once + "");
    }
}
