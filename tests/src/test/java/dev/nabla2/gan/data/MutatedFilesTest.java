package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 mutated files of each format are either read, to as many finite numbers as the file can hold, or refused by a {@link
 * DataException} in one line that names the file; nothing else is thrown, nothing takes longer than seconds, and no reader
 * allocates more than a fixed amount for its buffers and a small multiple of the file.
 */
@Tag("one-java")
class MutatedFilesTest {
    private static final int FILES = 10_000;
    private static final long BUFFERS = 2 << 20;
    private static final int PER_BYTE = 128;

    @TempDir
    private Path folder;

    @Test
    void mutatedIdxFilesAreReadOrRefused() {
        byte[] content = IdxFiles.images(5, 6, 4, 1);
        check(content, FILES, file -> Idx.read(file, 3), idx -> idx.values().length);
    }

    @Test
    void mutatedCompressedIdxFilesAreReadOrRefused() {
        byte[] content = IdxFiles.compressed(IdxFiles.images(5, 6, 4, 1));
        check(content, FILES, file -> Idx.read(file, 3), idx -> idx.values().length);
    }

    @Test
    void mutatedCifarFilesAreReadOrRefused() {
        check(Cifar10Test.records(2, 1), FILES, file -> Cifar10.read(List.of(file)), images -> {
            for (int i = 0; i < images.size(); i++) {
                assertTrue(images.label(i) < 10);
                assertTrue(Arrays.stream(images.pixels(i)).allMatch(x -> x >= -1 && x <= 1));
            }
            return images.size() * 3_072;
        });
    }

    @Test
    void mutatedCsvFilesAreReadOrRefused() {
        byte[] content =
                "x,y,z\n1,2.5,-3\n4e2,5,6.25\n\n7,8,9\n-0.125,1e-7,12345678\n".getBytes(StandardCharsets.UTF_8);
        check(content, FILES, Csv::read, table -> {
            double[] row = new double[table.columns().size()];
            for (int i = 0; i < table.size(); i++) {
                table.copy(i, row, 0);
                assertTrue(Arrays.stream(row).allMatch(Double::isFinite));
            }
            return table.size() * row.length;
        });
    }

    private <T> void check(byte[] content, int files, Function<Path, T> read, Function<T, Integer> numbers) {
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            Random random = new Random(5);
            int reads = 0;
            for (int i = 0; i < files; i++) {
                byte[] mutated = Mutations.of(content, random);
                reads += reads(mutated, read, numbers) ? 1 : 0;
            }
            assertTrue(
                    reads > files / 100 && reads < files - files / 100, reads + " of " + files + " read: both happen");
        });
    }

    private <T> boolean reads(byte[] content, Function<Path, T> read, Function<T, Integer> numbers) {
        Path file = IdxFiles.write(folder.resolve("mutated"), content);
        long before = allocated();
        try {
            T data = read.apply(file);
            assertModest(before, content);
            assertTrue(numbers.apply(data) <= 1_100L * content.length, "more numbers than the file can hold");
            return true;
        } catch (DataException refused) {
            assertModest(before, content);
            String message = refused.getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.startsWith(file.toString()), message);
            assertTrue(message.contains("expected") && message.contains("found"), message);
            assertTrue(message.length() < 400, message);
            return false;
        }
    }

    private static void assertModest(long before, byte[] content) {
        long used = allocated() - before;
        assertTrue(used < BUFFERS + (long) PER_BYTE * content.length, used + " bytes for a file of " + content.length);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
