package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Order;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Long lines are sorted by merging, in the order that the definition has. */
@Tag("one-java")
class OpenClOrderTest {
    private static double[] ordered(Backend backend, Order order, float[] values) {
        Buffer in = backend.allocate(values.length);
        Buffer out = backend.allocate(order.outer() * order.count() * order.inner());
        backend.write(in, values);
        backend.order(order, in, out);
        double[] found = backend.read(out);
        backend.release(in);
        backend.release(out);
        return found;
    }

    @Test
    void ordersAreThoseOfReferenceAmongEqualNumbersAndNoNumbersToo() {
        Random random = new Random(1);
        for (int extent : new int[] {2048, 2049, 4100}) {
            int inner = 1 + random.nextInt(2);
            int outer = 1 + random.nextInt(2);
            float[] values = new float[outer * extent * inner];
            for (int i = 0; i < values.length; i++) {
                int kind = random.nextInt(20);
                values[i] =
                        kind == 0 ? Float.NaN : kind == 1 ? -0f : kind < 12 ? random.nextInt(50) : random.nextFloat();
            }
            for (boolean largest : new boolean[] {false, true}) {
                for (int count : new int[] {2, extent / 3, extent}) {
                    Order order = new Order(outer, extent, inner, count, largest);
                    assertArrayEquals(
                            ordered(Backends.reference(), order, values),
                            ordered(OpenClDevice.backend(), order, values),
                            order.toString());
                }
            }
        }
    }
}
