package dev.nabla2.engine.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Normalised values against plain loops over groups of elements, and what holds where all elements are equal. */
class NormalisationTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final double EPSILON = 1e-3;
    private static final int BATCH = 3;
    private static final int CHANNELS = 4;
    private static final int PLACES = 6;
    private static final Shape IMAGES = Shape.of(BATCH, CHANNELS, 2, 3);

    private final double[] values = RandomStream.of(5).fold("values").normal(BATCH * CHANNELS * PLACES);
    private final Tensor x = Tensor.of(REFERENCE, IMAGES, values);

    @Test
    void batchNormalisationSharesStatisticsWithinAChannel() {
        assertNormalised(i -> i / PLACES % CHANNELS, Normalisation.batch(x, EPSILON));
    }

    @Test
    void layerNormalisationSharesStatisticsWithinASample() {
        assertNormalised(i -> i / (CHANNELS * PLACES), Normalisation.layer(x, 1, EPSILON));
        assertNormalised(i -> i / 3, Normalisation.layer(x, -1, EPSILON));
    }

    @Test
    void instanceNormalisationSharesStatisticsWithinAChannelOfASample() {
        assertNormalised(i -> i / PLACES, Normalisation.instance(x, EPSILON));
    }

    @Test
    void groupNormalisationSharesStatisticsWithinAdjacentChannelsOfASample() {
        assertNormalised(i -> i / (2 * PLACES), Normalisation.group(x, 2, EPSILON));
        assertNormalised(i -> i / PLACES, Normalisation.group(x, CHANNELS, EPSILON));
    }

    @Test
    void normalisingByABatchsOwnStatisticsIsBatchNormalisation() {
        Tensor with = Normalisation.with(
                x,
                Normalisation.channelMean(x),
                Normalisation.channelVariance(x).reshape(Shape.of(CHANNELS)),
                EPSILON);
        assertArrayEquals(Normalisation.batch(x, EPSILON).toDoubles(), with.toDoubles(), 1e-12);
    }

    @Test
    void scaleAndShiftBelongToChannels() {
        Tensor scale = Tensor.of(REFERENCE, Shape.of(CHANNELS), 1, 2, 3, 4);
        Tensor shift = Tensor.of(REFERENCE, Shape.of(CHANNELS), 10, 20, 30, 40);
        double[] found = Normalisation.perChannel(x, scale, shift).toDoubles();
        for (int i = 0; i < values.length; i++) {
            int channel = i / PLACES % CHANNELS;
            assertEquals(values[i] * (channel + 1) + 10 * (channel + 1), found[i], 1e-12);
        }
    }

    @Test
    void equalElementsGiveZerosAndFiniteDerivatives() {
        try (Tape tape = new Tape()) {
            Tensor flat = tape.watch(Tensor.filled(REFERENCE, IMAGES, 3));
            Tensor y = Normalisation.batch(flat, 1e-5);
            assertArrayEquals(new double[values.length], y.toDoubles());
            Tensor first = tape.gradient(y.dot(x), flat);
            Tensor second = tape.gradient(first.square().sum(), flat);
            assertTrue(first.isFinite());
            assertTrue(second.isFinite());
        }
    }

    @Test
    void whatDoesNotFitIsToldByName() {
        ShapeException groups = assertThrows(ShapeException.class, () -> Normalisation.group(x, 3, EPSILON));
        assertEquals(
                "group normalisation: expected a number of groups that divides 4 channels, found 3",
                groups.getMessage());
        Tensor row = Tensor.filled(REFERENCE, Shape.of(4), 1);
        assertThrows(ShapeException.class, () -> Normalisation.batch(row, EPSILON));
        assertThrows(
                ShapeException.class, () -> Normalisation.instance(Tensor.filled(REFERENCE, Shape.of(2, 2), 1), 1));
        ShapeException scale =
                assertThrows(ShapeException.class, () -> Normalisation.perChannel(x, row.slice(0, 0, 3), row));
        assertEquals("normalisation: expected [4] for [3, 4, 2, 3], found [3]", scale.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Normalisation.batch(x, 0));
    }

    /** That elements of one group were normalised together. */
    private void assertNormalised(IntUnaryOperator groupOf, Tensor found) {
        double[] normalised = found.toDoubles();
        assertEquals(IMAGES, found.shape());
        for (int i = 0; i < values.length; i++) {
            double count = 0;
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < values.length; j++) {
                if (groupOf.applyAsInt(j) == groupOf.applyAsInt(i)) {
                    count++;
                    sum += values[j];
                    squares += values[j] * values[j];
                }
            }
            double mean = sum / count;
            double variance = squares / count - mean * mean;
            assertEquals((values[i] - mean) / Math.sqrt(variance + EPSILON), normalised[i], 1e-10);
        }
    }
}
