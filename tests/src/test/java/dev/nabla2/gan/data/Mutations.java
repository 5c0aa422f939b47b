package dev.nabla2.gan.data;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Bytes of files as disks, networks and hands spoil them. */
public final class Mutations {
    private Mutations() {}

    /** One to four of: a bit flipped, a byte set, a run cut out, a run doubled, the end cut off, bytes put in, a header's number changed. */
    public static byte[] of(byte[] content, Random random) {
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
}
