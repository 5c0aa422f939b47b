package dev.nabla2.opencl;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Few numbers of many buffers, which are put together on the device, so that they are fetched at once.
 *
 * <p>A copy to the host for each of them would need a thread of JOCL's each, which waits for it.
 */
final class Outbox {
    /** How many numbers there is room for. */
    static final int ROOM = 4096;

    /** What is fetched at once. */
    private static final class Delivery {
        private Optional<float[]> numbers = Optional.empty();
    }

    private Delivery delivery = new Delivery();
    private int used;

    boolean hasRoom(int count) {
        return used + count <= ROOM;
    }

    /** Where the next numbers begin. */
    int used() {
        return used;
    }

    /**
     * So many numbers lie there next.
     *
     * @param fetch brings what lies there
     */
    Supplier<float[]> put(int count, Runnable fetch) {
        Delivery own = delivery;
        int from = used;
        used += count;
        return () -> {
            if (own.numbers.isEmpty()) {
                fetch.run();
            }
            float[] values = new float[count];
            System.arraycopy(own.numbers.orElseThrow(), from, values, 0, count);
            return values;
        };
    }

    /** All numbers that lie there have arrived. */
    void arrived(float[] numbers) {
        delivery.numbers = Optional.of(numbers);
        delivery = new Delivery();
        used = 0;
    }
}
