package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    private Path folder;

    private String refusal() {
        return assertThrows(DataException.class, () -> Mnist.load(folder, Mnist.Split.TRAIN))
                .getMessage();
    }

    private void write(String name, byte[] content) {
        IdxFiles.write(folder.resolve(name), content);
    }

    @Test
    void aMissingFolderIsNamed() {
        Path missing = folder.resolve("nowhere");
        String message = assertThrows(DataException.class, () -> Mnist.load(missing, Mnist.Split.TRAIN))
                .getMessage();
        assertEquals(missing + ": expected a folder that holds MNIST's files, found nothing there", message);
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() {
        write("file", new byte[0]);
        Path file = folder.resolve("file");
        String message = assertThrows(DataException.class, () -> Mnist.load(file, Mnist.Split.TRAIN))
                .getMessage();
        assertTrue(message.endsWith("found a file"), message);
    }

    @Test
    void aMissingFileIsNamedWithBothNamesLookedFor() {
        assertEquals(
                folder + ": expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, found neither", refusal());
        write("train-images-idx3-ubyte", IdxFiles.images(3, 2, 2, 1));
        assertTrue(refusal().contains("train-labels-idx1-ubyte.gz"), refusal());
    }

    @Test
    void asManyLabelsAsImagesAreWanted() {
        write("train-images-idx3-ubyte", IdxFiles.images(3, 2, 2, 1));
        write("train-labels-idx1-ubyte.gz", IdxFiles.compressed(IdxFiles.labels(4)));
        assertTrue(refusal().contains("expected 3 labels"), refusal());
        assertTrue(refusal().endsWith("found 4"), refusal());
    }

    @Test
    void pixelsAreScaledFromMinusOneToOne() {
        write("train-images-idx3-ubyte", IdxFiles.content(0x803, new int[] {1, 1, 3}, new byte[] {0, 127, (byte) 255}));
        write("train-labels-idx1-ubyte", IdxFiles.labels(1));
        ImageDataSet data = Mnist.load(folder, Mnist.Split.TRAIN);
        assertArrayEquals(new double[] {-1, 127 / 127.5 - 1, 1}, data.pixels(0), 0);
        assertEquals(Shape.of(3), data.sampleShape());
        assertArrayEquals(
                new double[] {-1, 127 / 127.5 - 1, 1, -1, 127 / 127.5 - 1, 1}, data.draw(RandomStream.of(1), 2), 0);
    }

    @Test
    void theOfficialDigitsAreRead() {
        Path digits = RealData.folder("mnist");
        ImageDataSet train = Mnist.load(digits, Mnist.Split.TRAIN);
        ImageDataSet test = Mnist.load(digits, Mnist.Split.TEST);
        assertEquals(60_000, train.size());
        assertEquals(10_000, test.size());
        assertEquals(Shape.of(784), train.sampleShape());
        assertArrayEquals(new int[] {5, 0, 4, 1, 9}, labels(train));
        assertArrayEquals(new int[] {7, 2, 1, 0, 4}, labels(test));
        double[] drawn = train.draw(RandomStream.of(3), 200);
        assertEquals(
                0.1307, (Arrays.stream(drawn).average().orElseThrow() + 1) / 2, 0.02, "the published mean brightness");
    }

    private static int[] labels(ImageDataSet data) {
        return new int[] {data.label(0), data.label(1), data.label(2), data.label(3), data.label(4)};
    }

    @Test
    void fashionHasTheSameFormat() {
        ImageDataSet test = Mnist.load(RealData.folder("fashion"), Mnist.Split.TEST);
        assertEquals(10_000, test.size());
        assertArrayEquals(new int[] {9, 2, 1, 1, 6}, labels(test));
    }
}
