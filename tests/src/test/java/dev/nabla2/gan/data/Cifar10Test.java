package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private static final int RECORD = 3_073;

    @TempDir
    private Path folder;

    static byte[] records(int count, long seed) {
        byte[] content = IdxFiles.random(RECORD * count, seed);
        for (int i = 0; i < count; i++) {
            content[RECORD * i] = (byte) (i % 10);
        }
        return content;
    }

    private Path write(String name, byte[] content) {
        return IdxFiles.write(folder.resolve(name), content);
    }

    private static String refusal(org.junit.jupiter.api.function.Executable read) {
        return assertThrows(DataException.class, read).getMessage();
    }

    @Test
    void anyWholeNumberOfRecordsIsReadRedBeforeGreenBeforeBlue() {
        byte[] content = records(7, 1);
        ImageDataSet data = Cifar10.read(List.of(write("some.bin", content)));
        assertEquals(7, data.size());
        assertEquals(Shape.of(3, 32, 32), data.sampleShape());
        for (int i = 0; i < 7; i++) {
            assertEquals(i, data.label(i));
            double[] expected = new double[RECORD - 1];
            for (int at = 0; at < expected.length; at++) {
                expected[at] = (content[RECORD * i + 1 + at] & 0xff) / 127.5 - 1;
            }
            assertArrayEquals(expected, data.pixels(i), 0);
        }
    }

    @Test
    void theTrainingFilesOfAFolderFollowEachOtherAndTheTestFileIsLeftOut() {
        write("data_batch_2.bin", records(3, 2));
        write("data_batch_1.bin", records(2, 1));
        write("test_batch.bin", records(5, 3));
        ImageDataSet data = Cifar10.load(folder);
        assertEquals(5, data.size());
        assertArrayEquals(
                Cifar10.read(List.of(folder.resolve("data_batch_1.bin"))).pixels(1), data.pixels(1), 0);
        assertArrayEquals(
                Cifar10.read(List.of(folder.resolve("data_batch_2.bin"))).pixels(0), data.pixels(2), 0);
    }

    @Test
    void whatIsWrongIsToldInOneLine() {
        assertEquals(
                folder
                        + ": expected CIFAR-10's files data_batch_*.bin (the binary version, unpacked), found none of them",
                refusal(() -> Cifar10.load(folder)));
        Path nowhere = folder.resolve("nowhere");
        assertEquals(
                nowhere + ": expected a folder that holds CIFAR-10's files data_batch_*.bin, found nothing there",
                refusal(() -> Cifar10.load(nowhere)));
        Path cut = write("cut.bin", Arrays.copyOf(records(2, 1), 5_000));
        assertEquals(
                cut + ": expected whole records of 3073 bytes, at least one, found a file of 5000 bytes",
                refusal(() -> Cifar10.read(List.of(cut))));
        byte[] wrong = records(3, 1);
        wrong[RECORD] = (byte) 200;
        Path label = write("label.bin", wrong);
        assertEquals(
                label + ": expected a label from 0 to 9 in record 2, found 200",
                refusal(() -> Cifar10.read(List.of(label))));
        refusal(() -> Cifar10.read(List.of(write("empty.bin", new byte[0]))));
        refusal(() -> Cifar10.read(List.of(folder.resolve("missing.bin"))));
    }

    @Test
    void theSameNumbersCanBeHadFlatOrInPlanes() {
        ImageDataSet data = Cifar10.read(List.of(write("some.bin", records(4, 1))));
        assertEquals(Shape.of(3_072), data.flat().sampleShape());
        assertEquals(Shape.of(3, 32, 32), data.flat().planes().sampleShape());
        RandomStream random = RandomStream.of(5);
        assertArrayEquals(data.draw(random, 3), data.flat().draw(random, 3), 0);
    }

    /** The published means of the training set are (0.4914, 0.4822, 0.4465); this is a fifth of it. */
    @Test
    void theOfficialFileHasTheBrightnessOfItsChannelsAndAboutAThousandOfEachClass() {
        ImageDataSet data = Cifar10.load(RealData.folder("cifar10"));
        assertEquals(0, data.size() % 10_000);
        double[] sums = new double[3];
        int[] classes = new int[10];
        for (int i = 0; i < 10_000; i++) {
            classes[data.label(i)]++;
            double[] pixels = data.pixels(i);
            for (int at = 0; at < pixels.length; at++) {
                sums[at / 1_024] += (pixels[at] + 1) / 2 / 10_240_000;
            }
        }
        assertArrayEquals(new double[] {0.4914, 0.4822, 0.4465}, sums, 0.005);
        assertEquals(6, data.label(0), "the first picture is a frog");
        for (int size : classes) {
            assertEquals(1_000, size, 6 * 27, "six deviations of a random fifth of 5,000 in 50,000");
        }
    }

    @Test
    void aSubsetOfTheTestImagesIsReadToo() {
        Path file = RealData.folder("cifar10").resolve("test_batch.bin");
        assertEquals(0, Cifar10.read(List.of(file)).size() % 1_000);
    }
}
