package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The distributions that training starts from. */
class InitialiserTest {
    private static double deviation(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(x -> x * x).average().orElseThrow());
    }

    @Test
    void heScalesByTheRootOfTheInputs() {
        double expected = Math.sqrt(2.0 / 200);
        RandomStream random = RandomStream.of(1);
        assertEquals(expected, deviation(Initialiser.heNormal(Math.sqrt(2)).draw(random, 200, 300)), 0.01 * expected);
        assertEquals(expected, deviation(Initialiser.heUniform(Math.sqrt(2)).draw(random, 200, 300)), 0.01 * expected);
    }

    @Test
    void glorotScalesByTheRootOfInputsAndOutputs() {
        double expected = Math.sqrt(2.0 / 500);
        double[] drawn = Initialiser.glorotUniform(1).draw(RandomStream.of(1), 200, 300);
        assertEquals(expected, deviation(drawn), 0.01 * expected);
    }

    @Property(tries = 50)
    void orthogonalHasOrthonormalRowsOrColumns(
            @ForAll @IntRange(min = 1, max = 20) int inputs, @ForAll @IntRange(min = 1, max = 20) int outputs) {
        double gain = 0.8;
        double[] w = Initialiser.orthogonal(gain).draw(RandomStream.of(inputs * 31L + outputs), inputs, outputs);
        boolean columns = inputs >= outputs;
        int count = Math.min(inputs, outputs);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b <= a; b++) {
                double dot = 0;
                for (int k = 0; k < Math.max(inputs, outputs); k++) {
                    dot += columns ? w[k * outputs + a] * w[k * outputs + b] : w[a * outputs + k] * w[b * outputs + k];
                }
                assertEquals(a == b ? gain * gain : 0, dot, 1e-12);
            }
        }
    }
}
