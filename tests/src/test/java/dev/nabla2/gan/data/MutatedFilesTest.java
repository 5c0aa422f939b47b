package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
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
                byte[] mutated = mutated(content, random);
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

    /** One to four of: a bit flipped, a byte set, a run cut out, a run doubled, the end cut off, bytes put in, a header's number changed. */
    private static byte[] mutated(byte[] content, Random random) {
        byte[] bytes = content;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] content, Random random) {
        byte[] bytes = content.clone();
        int at = random.nextInt(Math.max(1, bytes.length));
        int length = random.nextInt(1 + Math.min(64, bytes.length - Math.min(bytes.length, at)));
        switch (bytes.length == 0 ? 3 : random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = new byte[] {0, -1, 127, -128, ',', '\n', '9', 'e'}[random.nextInt(8)];
            case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            case 3 ->
                bytes = joined(
                        Arrays.copyOf(bytes, Math.min(at, bytes.length)),
                        IdxFiles.random(random.nextInt(20), random.nextLong()));
            case 4 -> bytes = joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
            case 5 -> bytes = Arrays.copyOf(bytes, at);
            default -> bytes[random.nextInt(Math.min(16, bytes.length))] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
