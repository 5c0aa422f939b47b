package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.opencl.OpenClDevice;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("one-java")
class OpenClConvolutionTest extends ConvolutionContract {
    private static final int MULTIPLICATIONS = 1_000_000;

    @Override
    Backend backend() {
        return OpenClDevice.backend();
    }

    /** Many channels, outputs or places, so that sums and results are cut in several ways. */
    @Provide
    Arbitrary<ConvolutionProduct> large() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            Axis[] axes = new Axis[1 + random.nextInt(2)];
            int places = 1;
            for (int i = 0; i < axes.length; i++) {
                axes[i] = Axis.random(random, axes.length == 1 ? 500 : 30);
                places *= axes[i].filter() * axes[i].result();
            }
            int left = Math.max(1, MULTIPLICATIONS / places);
            int[] sizes = new int[3];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = 1 + random.nextInt(Math.min(left, 300));
                left = Math.max(1, left / sizes[i]);
            }
            int turn = random.nextInt(3);
            return product(sizes[turn], 1, sizes[(turn + 1) % 3], sizes[(turn + 2) % 3], axes);
        });
    }

    @Property(tries = 20)
    void largeConvolutionsAreTheirFormulas(@ForAll("large") ConvolutionProduct p, @ForAll long seed) {
        for (Kernel kernel : Kernel.values()) {
            check(p, kernel, seed);
        }
    }

    @Example
    void adjointsOfResultsWithoutPlacesAreZero() {
        ConvolutionProduct p = product(2, 1, 3, 5, new Axis(2, 3, 1, 0, 1));
        assertEquals(0, p.resultSize());
        for (Kernel kernel : Kernel.values()) {
            check(p, kernel, 1);
        }
    }
}
