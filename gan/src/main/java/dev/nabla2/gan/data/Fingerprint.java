package dev.nabla2.gan.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes twelve hexadecimal digits of the SHA-256 of what it is given, in the order given. */
final class Fingerprint {
    private static final int BYTES = 6;
    private static final int CHUNK = 1024;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Fingerprint and(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Fingerprint and(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Bit for bit, big-endian. */
    Fingerprint and(double[] values) {
        ByteBuffer some = ByteBuffer.allocate(CHUNK * Double.BYTES);
        for (int start = 0; start < values.length; start += CHUNK) {
            int count = Math.min(CHUNK, values.length - start);
            some.asDoubleBuffer().put(values, start, count);
            digest.update(some.array(), 0, count * Double.BYTES);
        }
        return this;
    }

    String digits() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
