package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static ImageDataSet images(int lastPixel, int lastLabel) {
        byte[] values = new byte[18];
        values[17] = (byte) lastPixel;
        return ImageDataSet.of("grey", Shape.of(1, 3, 3), values, new byte[] {0, (byte) lastLabel});
    }

    private static Table table(String column, double last) {
        double[] values = new double[4000];
        values[3999] = last;
        return new Table("csv", List.of("x", column), values);
    }

    private static String of(DataSet data) {
        return data.fingerprint().orElseThrow();
    }

    @Test
    void imagesAreToldApartByTheirLastPixelAndTheirLastLabel() {
        assertTrue(of(images(7, 1)).matches("[0-9a-f]{12}"));
        assertEquals(of(images(7, 1)), of(images(7, 1)));
        assertNotEquals(of(images(7, 1)), of(images(8, 1)));
        assertNotEquals(of(images(7, 1)), of(images(7, 2)));
    }

    @Test
    void tablesAreToldApartByTheirLastValueAndTheirColumns() {
        assertTrue(of(table("y", 1)).matches("[0-9a-f]{12}"));
        assertEquals(of(table("y", 1)), of(table("y", 1)));
        assertNotEquals(of(table("y", 1)), of(table("y", Math.nextUp(1.0))));
        assertNotEquals(of(table("y", 1)), of(table("z", 1)));
    }

    @Test
    void theShapeOfSamplesAndTheOrderOfEpochsDoNotCount() {
        ImageDataSet images = images(7, 1);
        StackedImages stacked = new StackedImages("stacked", images);
        assertEquals(of(images), of(images.flat()));
        assertEquals(of(images), of(new Epochs(images, RandomStream.of(1))));
        assertEquals(of(stacked), of(stacked.flat()));
        assertEquals(of(table("y", 1)), of(new Epochs(table("y", 1), RandomStream.of(1))));
    }

    @Test
    void stackedImagesAreToldApartByTheirChannelsAndFromThem() {
        StackedImages stacked = new StackedImages("stacked", images(7, 1));
        assertNotEquals(of(stacked), of(images(7, 1)));
        assertNotEquals(of(stacked), of(new StackedImages("stacked", images(8, 1))));
    }

    @Test
    void dataDrawnOnTheFlyHaveNone() {
        assertTrue(RingOfGaussians.ofEight().fingerprint().isEmpty());
        assertTrue(new UniformLine().fingerprint().isEmpty());
    }
}
