package dev.nabla2.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory of the host through which numbers pass on their way to a device, so that who writes need not wait until they have
 * passed. A piece is in use until the device has done what was sent with it.
 */
final class Staging {
    /** How many bytes may be under way; then it is time to wait. */
    static final long MOST = 64L << 20;

    private record Passing(ByteBuffer piece, long sent) {}

    private final Deque<Passing> passing = new ArrayDeque<>();
    private final Map<Integer, Deque<ByteBuffer>> free = new HashMap<>();
    private long bytes;

    /** A piece of at least so many bytes, of the device's order. */
    ByteBuffer take(int size) {
        int capacity = Integer.highestOneBit(Math.max(64, size) - 1) << 1;
        Deque<ByteBuffer> kept = free.get(capacity);
        return kept == null || kept.isEmpty()
                ? ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder())
                : kept.pop();
    }

    /** Holds a piece until the command of this number is done. */
    void hold(ByteBuffer piece, long sent) {
        passing.add(new Passing(piece, sent));
        bytes += piece.capacity();
    }

    boolean isFull() {
        return bytes > MOST;
    }

    /** All commands up to this one are done. */
    void done(long sent) {
        while (!passing.isEmpty() && passing.peek().sent() <= sent) {
            Passing there = passing.poll();
            bytes -= there.piece().capacity();
            free.computeIfAbsent(there.piece().capacity(), capacity -> new ArrayDeque<>())
                    .push(there.piece());
        }
    }
}
