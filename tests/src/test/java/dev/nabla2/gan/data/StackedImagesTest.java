package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StackedImagesTest {
    private static final RandomStream RANDOM = RandomStream.of(2);

    /** Ten images of 2 x 2, image i of value 25 i and label i. */
    private static ImageDataSet digits() {
        byte[] values = new byte[40];
        byte[] labels = new byte[10];
        for (int i = 0; i < 40; i++) {
            values[i] = (byte) (25 * (i / 4));
            labels[i / 4] = (byte) (i / 4);
        }
        return ImageDataSet.of("digits", Shape.of(1, 2, 2), values, labels);
    }

    @Test
    void eachChannelIsAnImageOfItsOwnAndTheModeNamesAllThree() {
        StackedImages stacked = new StackedImages("stacked", digits());
        assertEquals(Shape.of(3, 2, 2), stacked.sampleShape());
        assertEquals(Shape.of(12), stacked.flat().sampleShape());
        double[] samples = stacked.draw(RANDOM, 500);
        int[] modes = stacked.modes(RANDOM, 500);
        for (int i = 0; i < 500; i++) {
            int[] digits = {modes[i] / 100, modes[i] / 10 % 10, modes[i] % 10};
            for (int at = 0; at < 12; at++) {
                assertEquals(25 * digits[at / 4] / 127.5 - 1, samples[12 * i + at], 0);
            }
        }
        assertArrayEquals(samples, stacked.flat().draw(RANDOM, 500), 0);
    }

    @Test
    void aThousandModesAreEquallyLikely() {
        int[] modes = new StackedImages("stacked", digits()).modes(RANDOM, 100_000);
        int[] hits = new int[1_000];
        Arrays.stream(modes).forEach(mode -> hits[mode]++);
        double statistic = Arrays.stream(hits)
                .mapToDouble(hit -> (hit - 100.0) * (hit - 100.0) / 100)
                .sum();
        assertEquals(999, statistic, 6 * Math.sqrt(2 * 999));
    }

    @Test
    void colourImagesCannotBeStacked() {
        ImageDataSet colour = ImageDataSet.of("colour", Shape.of(3, 1, 1), new byte[3], new byte[1]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new StackedImages("stacked", colour))
                .getMessage()
                .endsWith("found 3 channels"));
        assertThrows(
                IllegalArgumentException.class,
                () -> ImageDataSet.of("short", Shape.of(3, 1, 1), new byte[5], new byte[2]));
    }

    @Test
    void imagesOfMoreThanTenClassesCannotBeStackedForTheirModesWouldNotBeAThousand() {
        byte[] letters = {0, 10};
        ImageDataSet images = ImageDataSet.of("letters", Shape.of(1, 1, 1), new byte[2], letters);
        assertEquals(
                "stacked: expected images of at most 10 classes, each a decimal digit of a mode, found 11 classes",
                assertThrows(IllegalArgumentException.class, () -> new StackedImages("stacked", images))
                        .getMessage());
    }

    @Test
    void theRealDigitsMakeImagesOf3By28By28() {
        ImageDataSet digits = Mnist.load(RealData.folder("mnist"), Mnist.Split.TEST);
        StackedImages stacked = new StackedImages("stacked-mnist", digits);
        assertEquals(Shape.of(3, 28, 28), stacked.sampleShape());
        assertEquals(
                1_000,
                Arrays.stream(stacked.modes(RANDOM, 26_000)).distinct().count(),
                "26,000 samples, as the papers count modes on, meet every one");
    }
}
