package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IdxProperties {
    private static Idx read(byte[] content, int axes) {
        try {
            Path file = Files.createTempFile("images", ".idx");
            try {
                return Idx.read(IdxFiles.write(file, content), axes);
            } finally {
                Files.delete(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String refusal(byte[] content, int axes) {
        String message =
                assertThrows(DataException.class, () -> read(content, axes)).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Property(tries = 60)
    void whatWasWrittenIsReadPlainOrCompressed(
            @ForAll @IntRange(min = 1, max = 20) int count,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll boolean compress,
            @ForAll long seed) {
        byte[] content = IdxFiles.images(count, height, width, seed);
        Idx read = read(compress ? IdxFiles.compressed(content) : content, 3);
        assertEquals(Shape.of(count, height, width), read.shape());
        assertArrayEquals(IdxFiles.random(count * height * width, seed), read.values());
    }

    @Property(tries = 60)
    void aFileCutShortAnywhereIsRefused(
            @ForAll @IntRange(min = 0, max = 615) int length, @ForAll boolean compress, @ForAll long seed) {
        byte[] cut = Arrays.copyOf(IdxFiles.images(6, 10, 10, seed), length);
        refusal(compress ? IdxFiles.compressed(cut) : cut, 3);
    }

    @Property(tries = 60)
    void aCompressedStreamCutShortAnywhereIsRefused(@ForAll @IntRange(min = 2, max = 500) int length) {
        refusal(Arrays.copyOf(IdxFiles.compressed(IdxFiles.images(6, 10, 10, 1)), length), 3);
    }

    @Property(tries = 40)
    void bytesAfterTheLastValueAreRefused(@ForAll @IntRange(min = 1, max = 50) int extra, @ForAll boolean compress) {
        byte[] content = IdxFiles.images(3, 5, 5, 1);
        byte[] longer = Arrays.copyOf(content, content.length + extra);
        assertTrue(refusal(compress ? IdxFiles.compressed(longer) : longer, 3).contains("more bytes"));
    }

    @Property(tries = 60)
    void anotherMagicNumberIsRefusedAndNamed(@ForAll int magic) {
        if (magic != 0x803 && magic >>> 16 != 0x1f8b) {
            byte[] content = IdxFiles.content(magic, new int[] {1, 2, 2}, new byte[4]);
            assertTrue(refusal(content, 3).contains("0x00000803, found 0x%08x".formatted(magic)));
        }
    }

    @Property(tries = 60)
    void anAbsurdHeaderIsRefusedWhateverItSays(
            @ForAll int count, @ForAll int height, @ForAll int width, @ForAll boolean compress) {
        if ((long) count * height * width != 4 || count < 0 || height < 0) {
            byte[] content = IdxFiles.content(0x803, new int[] {count, height, width}, new byte[4]);
            refusal(compress ? IdxFiles.compressed(content) : content, 3);
        }
    }

    @Property(tries = 1)
    void aHeaderThatLiesAllocatesNothingLarge() {
        byte[] lying = IdxFiles.content(0x803, new int[] {2_000_000_000, 1, 1}, new byte[4]);
        long before = allocated();
        refusal(lying, 3);
        refusal(IdxFiles.compressed(lying), 3);
        assertTrue(allocated() - before < 16 << 20, "allocated " + (allocated() - before));
    }

    @Property(tries = 1)
    void aBombOfZerosIsRefusedBeforeItIsUnpacked() {
        byte[] zeros = IdxFiles.content(0x803, new int[] {100_000_000, 1, 1}, new byte[100_000_000]);
        byte[] bomb = IdxFiles.compressed(zeros);
        long before = allocated();
        assertTrue(refusal(bomb, 3).contains("too small"));
        assertTrue(allocated() - before < 16 << 20, "allocated " + (allocated() - before));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
