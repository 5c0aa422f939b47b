package dev.nabla2.gan.data;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes read from a file in the IDX format, in which MNIST is published (LeCun, Cortes and Burges).
 *
 * <p>The format is two zero bytes, one byte for the type (8: unsigned bytes, the only one read here), one for the number of
 * axes, the axes' lengths as big-endian 32-bit integers, and the elements in row-major order.
 *
 * @param shape the axes' lengths, outermost first
 * @param values the elements, to be read as unsigned
 */
public record Idx(Shape shape, byte[] values) {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int CHUNK = 1 << 20;

    /** What a compressed file may hold per byte of its own, once it holds more than {@link #UNSUSPICIOUS}: images reach 10. */
    private static final long DENSEST = 64;

    private static final long UNSUSPICIOUS = 64L << 20;

    /**
     * Reads a file, plain or compressed by gzip (as its first bytes tell, whatever its name). Never allocates much more than
     * the file really holds, whatever its header says.
     *
     * @param file the file
     * @param axes how many axes it must have: 3 for images, 1 for labels
     * @throws DataException if the file cannot be read, is of another format, truncated or too long
     */
    public static Idx read(Path file, int axes) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (isCompressed(raw)) {
                try (InputStream content = new GZIPInputStream(raw, 1 << 16)) {
                    return read(file, axes, content, Math.max(UNSUSPICIOUS, DENSEST * Files.size(file)));
                }
            }
            return read(file, axes, raw, Files.size(file));
        } catch (ZipException corrupt) {
            throw new DataException(file, "a sound gzip file", "a corrupt one (" + corrupt.getMessage() + ")");
        } catch (EOFException truncated) {
            throw new DataException(file, "a complete gzip file", "one that ends early");
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, "a readable file", unreadable);
        }
    }

    private static boolean isCompressed(InputStream raw) throws IOException {
        raw.mark(2);
        boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return compressed;
    }

    private static Idx read(Path file, int axes, InputStream content, long most) throws IOException {
        byte[] header = content.readNBytes(4 + 4 * axes);
        int magic = UNSIGNED_BYTES << 8 | axes;
        if (header.length >= 4 && bigEndian(header, 0) != magic) {
            throw new DataException(
                    file, "the magic number 0x%08x".formatted(magic), "0x%08x".formatted(bigEndian(header, 0)));
        }
        if (header.length < 4 + 4 * axes) {
            throw new DataException(file, "a header of " + (4 + 4 * axes) + " bytes", "a file of " + header.length);
        }
        int[] extents = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            extents[axis] = bigEndian(header, 4 + 4 * axis);
        }
        Shape shape = plausible(file, extents);
        if (shape.size() > most) {
            throw new DataException(
                    file,
                    shape.size() + " bytes of values as its header " + shape + " says",
                    "a file too small to hold them");
        }
        return new Idx(shape, values(file, shape, content));
    }

    private static Shape plausible(Path file, int[] extents) {
        try {
            return Shape.of(extents);
        } catch (ShapeException absurd) {
            throw new DataException(
                    file,
                    "axes of at least 1 and fewer than 2^31 values",
                    "a header that says " + Arrays.toString(extents));
        }
    }

    private static byte[] values(Path file, Shape shape, InputStream content) throws IOException {
        int expected = shape.size();
        byte[] values = new byte[Math.min(expected, CHUNK)];
        int found = 0;
        while (true) {
            found += content.readNBytes(values, found, values.length - found);
            if (found < values.length) {
                throw new DataException(
                        file,
                        expected + " bytes of values as its header " + shape + " says",
                        "only " + found + " (truncated)");
            }
            if (found == expected) {
                break;
            }
            values = Arrays.copyOf(values, (int) Math.min(expected, 2L * values.length));
        }
        if (content.read() >= 0) {
            throw new DataException(
                    file, expected + " bytes of values as its header " + shape + " says", "more bytes after them");
        }
        return values;
    }

    private static int bigEndian(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }
}
