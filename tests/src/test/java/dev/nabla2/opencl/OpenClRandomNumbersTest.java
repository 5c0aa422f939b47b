package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbers that are drawn on the device are those that are drawn on the host. */
@Tag("one-java")
class OpenClRandomNumbersTest {
    private static final int[] COUNTS = {0, 1, 2, 3, 4, 5, 127, 1 << 10, 100_003};

    private interface Draw {
        void into(Backend backend, RandomStream random, Buffer out);
    }

    private static float[] drawn(Draw draw, long key, int count) {
        Backend backend = OpenClDevice.backend();
        Buffer out = backend.allocate(count);
        draw.into(backend, new RandomStream(key), out);
        float[] numbers = backend.readFloats(out);
        backend.release(out);
        return numbers;
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Test
    void uniformNumbersAreThoseOfTheHostBitForBit() {
        for (int count : COUNTS) {
            for (long key : new long[] {0, -1, 0x123456789ABCDEFL}) {
                float[] expected = floats(new RandomStream(key).uniform(count));
                assertArrayEquals(expected, drawn(Backend::uniform, key, count), count + " numbers of " + key);
            }
        }
    }

    /** The logarithm and the sines are the device's, in doubles: a float of 2^29 lies so close to the middle of two that it may change. */
    @Test
    void normalNumbersAreThoseOfTheHostButSeldomInTheLastBit() {
        int others = 0;
        int all = 0;
        for (int count : COUNTS) {
            for (long key = 1; key <= 3; key++) {
                float[] expected = floats(new RandomStream(key).normal(count));
                float[] found = drawn(Backend::normal, key, count);
                assertEquals(count, found.length);
                for (int i = 0; i < count; i++) {
                    assertEquals(expected[i], found[i], Math.ulp(expected[i]), "number " + i + " of " + key);
                    others += expected[i] == found[i] ? 0 : 1;
                }
                all += count;
            }
        }
        assertTrue(others <= all / 100_000, others + " of " + all + " differ");
    }
}
