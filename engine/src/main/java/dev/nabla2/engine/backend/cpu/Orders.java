package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Order;
import java.util.Arrays;

/**
 * The first few of an order. Elements and their indices become whole numbers that are ordered in the same way, of which the one best
 * is found by looking at all, a few by insertion, and many by sorting.
 */
final class Orders {
    /** Elements in a task. */
    private static final int TASK = 1 << 14;
    /** Lines side by side that are looked at together. */
    private static final int ABREAST = 256;

    private static final int FEW = 8;

    private final Workers workers;

    Orders(Workers workers) {
        this.workers = workers;
    }

    void run(Order order, float[] in, float[] out) {
        int across = (order.inner() + ABREAST - 1) / ABREAST;
        int pieces = order.outer() * across;
        int perTask = Math.max(1, TASK / Math.max(1, order.extent() * Math.min(ABREAST, order.inner())));
        workers.run((pieces + perTask - 1) / perTask, task -> {
            for (int piece = task * perTask; piece < Math.min(pieces, (task + 1) * perTask); piece++) {
                int start = piece % across * ABREAST;
                int lines = Math.min(ABREAST, order.inner() - start);
                if (order.count() == 1) {
                    best(order, in, piece / across, start, lines, out);
                } else {
                    bestFew(order, in, piece / across, start, lines, out);
                }
            }
        });
    }

    /** A number that is smaller the earlier {@code x} comes; equal for 0 and −0, and for all NaN. */
    private static int rank(float x, boolean largest) {
        int bits = Float.floatToIntBits(x + 0f);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return largest ? ~ascending : ascending;
    }

    private static void best(Order order, float[] in, int outer, int start, int lines, float[] out) {
        int[] ranks = new int[lines];
        int to = outer * order.inner() + start;
        for (int k = 0; k < order.extent(); k++) {
            int from = (outer * order.extent() + k) * order.inner() + start;
            for (int line = 0; line < lines; line++) {
                int rank = rank(in[from + line], order.largest());
                if (k == 0 || rank < ranks[line]) {
                    ranks[line] = rank;
                    out[to + line] = k;
                }
            }
        }
    }

    private static void bestFew(Order order, float[] in, int outer, int start, int lines, float[] out) {
        boolean few = order.count() <= FEW;
        long[] keys = new long[few ? order.count() : order.extent()];
        for (int line = start; line < start + lines; line++) {
            int from = outer * order.extent() * order.inner() + line;
            for (int k = 0; k < order.extent(); k++) {
                long key = (long) rank(in[from + k * order.inner()], order.largest()) << 32 | k;
                if (few) {
                    insert(keys, Math.min(k, keys.length), key);
                } else {
                    keys[k] = key;
                }
            }
            if (!few) {
                Arrays.sort(keys);
            }
            for (int k = 0; k < order.count(); k++) {
                out[(outer * order.count() + k) * order.inner() + line] = (int) keys[k];
            }
        }
    }

    /** Puts {@code key} in its place among {@code count} sorted ones, of which the last is dropped if there is no room. */
    private static void insert(long[] keys, int count, long key) {
        int at = count;
        while (at > 0 && keys[at - 1] > key) {
            if (at < keys.length) {
                keys[at] = keys[at - 1];
            }
            at--;
        }
        if (at < keys.length) {
            keys[at] = key;
        }
    }
}
