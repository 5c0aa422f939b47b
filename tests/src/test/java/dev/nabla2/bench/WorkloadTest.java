package dev.nabla2.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.bench.compare.Difference;
import dev.nabla2.bench.compare.Ours;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import dev.nabla2.bench.compare.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code bench/compare} times. */
class WorkloadTest {
    static List<Workload> all() {
        return Workload.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWorkloadComputesNumbersThatAreNotAllZero(Workload workload) {
        try (Step step = Ours.step(workload.work(), 2)) {
            double sum = 0;
            for (float[] result : step.first()) {
                for (float x : result) {
                    sum += Math.abs(x);
                }
            }
            assertTrue(sum > 0 && sum < Double.POSITIVE_INFINITY, "the results' magnitudes add up to " + sum);
        }
    }

    @Test
    void aCriticsStepMovesTheWeights() {
        try (Step step = Ours.step(Workload.named("mlp16x2-tanh-8").work(), 1)) {
            List<float[]> before = step.first();
            step.run();
            assertTrue(Difference.between(before, step.first()) > 0);
        }
    }

    @Test
    void aReplayedStepAndARecordedOneAgree() {
        Work.CriticStep work =
                (Work.CriticStep) Workload.named("mlp16x2-relu-8").work();
        try (Step program = Ours.step(work, 1);
                Step eager = Ours.eager(work, 1)) {
            for (int i = 0; i < 3; i++) {
                program.run();
                eager.run();
            }
            assertEquals(0, Difference.between(program.first(), eager.first()));
        }
    }

    @Test
    void aNameSaysSizesAndWhetherThereIsAPenalty() {
        Work.CriticStep work =
                (Work.CriticStep) Workload.named("mlp32x5-leaky-relu-7-without").work();
        assertEquals(7, work.batch());
        assertFalse(work.penalty());
        assertEquals(11, work.critic().layers().size());
        assertTrue(((Work.CriticStep) Workload.named("mlp64-relu").work()).penalty());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNames() {
        for (String name : List.of("mlp64", "mlp64-cosine", "matmul-512-without", "")) {
            String message = assertThrows(IllegalArgumentException.class, () -> Workload.named(name))
                    .getMessage();
            assertTrue(message.contains("consensus-mog") && message.endsWith("found " + name), message);
        }
    }

    @Test
    void oneWrongElementIsADifferenceOfTheWholeTensorsNorm() {
        List<float[]> right = List.of(new float[] {3, 4}, new float[] {60, 80, 0});
        assertEquals(0, Difference.between(right, List.of(new float[] {3, 4}, new float[] {60, 80, 0})));
        assertEquals(0.2, Difference.between(right, List.of(new float[] {3, 5}, new float[] {60, 80, 0})), 1e-12);
        assertEquals(0.1, Difference.between(right, List.of(new float[] {3, 4}, new float[] {60, 80, 10})), 1e-12);
        assertTrue(Double.isNaN(Difference.between(
                right, List.of(new float[] {3, 4}, new float[] {60, Float.NaN, 0}))));
    }
}
