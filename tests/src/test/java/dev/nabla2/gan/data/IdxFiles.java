package dev.nabla2.gan.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes files in the IDX format, sound and unsound. */
final class IdxFiles {
    private IdxFiles() {}

    static byte[] content(int magic, int[] extents, byte[] values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(magic);
            for (int extent : extents) {
                out.writeInt(extent);
            }
            out.write(values);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] images(int count, int height, int width, long seed) {
        return content(0x803, new int[] {count, height, width}, random(count * height * width, seed));
    }

    static byte[] labels(int count) {
        return content(0x801, new int[] {count}, new byte[count]);
    }

    static byte[] random(int count, long seed) {
        byte[] values = new byte[count];
        new Random(seed).nextBytes(values);
        return values;
    }

    static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
