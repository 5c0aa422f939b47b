package dev.nabla2.lab.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.RandomStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SampledProperties {
    @Property(tries = 50)
    void aProductIsTheMeanOverPairsOfDifferentGroups(
            @ForAll @IntRange(min = 3, max = 9) int groups,
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll int seed) {
        Sampled a = sampled(groups, size, seed);
        Sampled b = sampled(groups, size, seed + 1);
        Sampled.Product product = Sampled.Product.of(a.groups(), b.groups());
        for (int without = -1; without < groups; without++) {
            double sum = 0;
            int pairs = 0;
            for (int i = 0; i < groups; i++) {
                for (int j = 0; j < groups; j++) {
                    if (i != j && i != without && j != without) {
                        sum += Sampled.Product.dot(a.groups()[i], b.groups()[j]);
                        pairs++;
                    }
                }
            }
            assertEquals(sum / pairs, product.without(without), 1e-10);
        }
    }

    @Property(tries = 50)
    void theJackknifeOfAMeanIsItsStandardError(@ForAll @IntRange(min = 3, max = 20) int groups, @ForAll int seed) {
        double[] numbers = RandomStream.of(seed).normal(groups);
        double sum = java.util.Arrays.stream(numbers).sum();
        Estimate jackknife = Estimate.jackknife(groups, k -> k < 0 ? sum / groups : (sum - numbers[k]) / (groups - 1));
        Estimate mean = Estimate.mean(numbers);
        assertEquals(mean.value(), jackknife.value(), 1e-12);
        assertEquals(mean.error(), jackknife.error(), 1e-12);
    }

    private static Sampled sampled(int groups, int size, int seed) {
        double[][] vectors = new double[groups][];
        for (int i = 0; i < groups; i++) {
            vectors[i] = RandomStream.of(seed).fold(i).normal(size);
        }
        return new Sampled(vectors);
    }
}
