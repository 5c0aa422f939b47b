package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;
import java.util.function.Supplier;

/** Things of one kind that nobody uses at the moment; there are at most as many as were ever used at once. */
final class Shelf<T> {
    private final Supplier<T> maker;
    private Object[] free = new Object[8];
    private int count;

    Shelf(Supplier<T> maker) {
        this.maker = maker;
    }

    /** One of them, made if there is none. */
    @SuppressWarnings("unchecked")
    T take() {
        synchronized (this) {
            if (count > 0) {
                return (T) free[--count];
            }
        }
        return maker.get();
    }

    /** Puts one back, which the caller must not use again. */
    synchronized void give(T thing) {
        if (count == free.length) {
            free = Arrays.copyOf(free, 2 * count);
        }
        free[count++] = thing;
    }
}
