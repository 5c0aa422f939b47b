package dev.nabla2.engine.backend.cpu;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrays given back, kept by capacity for the next who asks. What is kept is bounded; the rest is left to the garbage
 * collector.
 */
final class BufferPool {
    /** Capacities are multiples of this, which is as many floats as the longest vector register holds. */
    static final int UNIT = 16;

    private static final int CLASSES_PER_OCTAVE = 8;
    private static final int KEPT_PER_CLASS = 1024;

    private final Deque<float[]>[] classes;
    private final AtomicLong kept = new AtomicLong();
    private final long limit;

    /** Keeps up to {@code limit} floats. */
    @SuppressWarnings("unchecked")
    BufferPool(long limit) {
        this.limit = limit;
        this.classes = (Deque<float[]>[]) new Deque<?>[32 * CLASSES_PER_OCTAVE];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = new ArrayDeque<>();
        }
    }

    float[] take(int size) {
        int capacity = capacity(size);
        Deque<float[]> free = classes[classOf(capacity)];
        synchronized (free) {
            float[] found = free.pollFirst();
            if (found != null) {
                kept.addAndGet(-capacity);
                return found;
            }
        }
        return new float[capacity];
    }

    void give(float[] array) {
        if (array.length == 0 || kept.get() + array.length > limit) {
            return;
        }
        Deque<float[]> free = classes[classOf(array.length)];
        synchronized (free) {
            if (free.size() < KEPT_PER_CLASS) {
                free.addFirst(array);
                kept.addAndGet(array.length);
            }
        }
    }

    /** The floats kept for reuse. */
    long kept() {
        return kept.get();
    }

    /** Rounds up to a whole number of units and, from 8 units on, to one of eight sizes per power of two. */
    static int capacity(int size) {
        long units = Math.max(1, (size + UNIT - 1L) / UNIT);
        if (units > CLASSES_PER_OCTAVE) {
            int shift = 63 - Long.numberOfLeadingZeros(units - 1) - 3;
            long step = 1L << Math.max(0, shift);
            units = (units + step - 1) / step * step;
        }
        return (int) Math.min(units * UNIT, Integer.MAX_VALUE - UNIT + 1L);
    }

    private static int classOf(int capacity) {
        int units = capacity / UNIT;
        if (units < CLASSES_PER_OCTAVE) {
            return units;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(units) - 3;
        return CLASSES_PER_OCTAVE * (octave + 1) + (units >> octave) - CLASSES_PER_OCTAVE;
    }
}
