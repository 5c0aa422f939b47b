package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EpochsProperties {
    private static final RandomStream ANY = RandomStream.of(99);

    /** Sample i is the number i. */
    private record Numbers(int size) implements FiniteDataSet {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public Shape sampleShape() {
            return Shape.of(1);
        }

        @Override
        public void copy(int index, double[] to, int at) {
            to[at] = index;
        }
    }

    @Property(tries = 200)
    void aShuffleHoldsEveryNumberOnce(@ForAll @IntRange(min = 1, max = 3_000) int size, @ForAll long seed) {
        Shuffle shuffle = new Shuffle(RandomStream.of(seed), size);
        int[] sorted = IntStream.range(0, size).map(shuffle::at).sorted().toArray();
        assertArrayEquals(IntStream.range(0, size).toArray(), sorted);
    }

    @Example
    void theLargestShuffleStaysInItsRange() {
        Shuffle shuffle = new Shuffle(RandomStream.of(1), Integer.MAX_VALUE);
        long distinct = IntStream.concat(
                        IntStream.range(0, 1_000), IntStream.range(Integer.MAX_VALUE - 1_000, Integer.MAX_VALUE))
                .map(shuffle::at)
                .peek(number -> assertTrue(number >= 0 && number < Integer.MAX_VALUE))
                .distinct()
                .count();
        assertEquals(2_000, distinct);
    }

    /** Pearson's statistic has n^2 - 2n + 1 degrees of freedom for a table whose rows and columns have equal sums. */
    @Property(tries = 12)
    void everyNumberComesToEveryPlaceEquallyOften(@ForAll @IntRange(min = 2, max = 40) int size) {
        int[][] hits = new int[size][size];
        int orders = 200 * size;
        for (int order = 0; order < orders; order++) {
            Shuffle shuffle = new Shuffle(RandomStream.of(9).fold(order), size);
            for (int place = 0; place < size; place++) {
                hits[place][shuffle.at(place)]++;
            }
        }
        double expected = (double) orders / size;
        double statistic = Arrays.stream(hits)
                .flatMapToInt(Arrays::stream)
                .mapToDouble(hit -> (hit - expected) * (hit - expected) / expected)
                .sum();
        double freedom = (size - 1.0) * (size - 1.0);
        assertTrue(Math.abs(statistic - freedom) < 6 * Math.sqrt(2 * freedom) + 6, size + ": " + statistic);
    }

    @Example
    void aShuffleLeavesNoTraceOfTheOrder() {
        int size = 20_000;
        Shuffle shuffle = new Shuffle(RandomStream.of(3), size);
        double rank = 0;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            rank += (i - (size - 1) / 2.0) * (shuffle.at(i) - (size - 1) / 2.0);
            kept += i + 1 < size && shuffle.at(i + 1) == shuffle.at(i) + 1 ? 1 : 0;
        }
        double variance = ((double) size * size - 1) / 12;
        assertEquals(0, rank / (size * variance), 5 / Math.sqrt(size), "rank correlation");
        assertTrue(kept < 12, kept + " neighbours kept, 1 expected");
    }

    @Property(tries = 60)
    void everyPassHoldsEverySampleOnceAndPassesDiffer(
            @ForAll @IntRange(min = 20, max = 500) int size, @ForAll long seed, @ForAll @IntRange(max = 50) int pass) {
        Epochs epochs = new Epochs(new Numbers(size), RandomStream.of(seed));
        double[] one = epochs.batch(ANY, pass, size);
        double[] next = epochs.batch(ANY, pass + 1L, size);
        assertFalse(Arrays.equals(one, next));
        Arrays.sort(one);
        assertArrayEquals(IntStream.range(0, size).asDoubleStream().toArray(), one);
    }

    @Property(tries = 60)
    void aRunThatBeginsAnywhereContinuesAsIfNeverStopped(
            @ForAll @IntRange(min = 1, max = 100) int size,
            @ForAll @IntRange(min = 1, max = 64) int batch,
            @ForAll @IntRange(max = 40) int stop,
            @ForAll long seed) {
        double[] whole = new Epochs(new Numbers(size), RandomStream.of(seed)).batch(ANY, 0, 41 * batch);
        double[] resumed = new Epochs(new Numbers(size), RandomStream.of(seed)).batch(ANY, stop, batch);
        assertArrayEquals(Arrays.copyOfRange(whole, stop * batch, (stop + 1) * batch), resumed);
    }

    @Example
    void drawingWithReplacementRepeatsAndMissesSomeWhereAnEpochDoesNot() {
        FiniteDataSet numbers = new Numbers(1_000);
        long drawn = Arrays.stream(numbers.draw(RandomStream.of(4), 1_000))
                .distinct()
                .count();
        long passed = Arrays.stream(new Epochs(numbers, RandomStream.of(4)).batch(ANY, 0, 1_000))
                .distinct()
                .count();
        assertEquals(1_000, passed);
        assertEquals(1_000 * (1 - Math.exp(-1)), (double) drawn, 60);
    }

    @Example
    void impossiblePlacesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Shuffle(RandomStream.of(1), 0));
        assertThrows(IndexOutOfBoundsException.class, () -> new Shuffle(RandomStream.of(1), 5).at(5));
        assertThrows(IllegalArgumentException.class, () -> new Epochs(new Numbers(5), RandomStream.of(1)).index(-1));
    }
}
