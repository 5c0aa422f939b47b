package dev.nabla2.engine.backend.cpu.doubles;

import dev.nabla2.engine.backend.Order;
import java.util.Arrays;

/**
 * The first few of an order. Elements become whole numbers that are ordered in the same way, of which the one best is found by looking
 * at all, and a few by insertion. Of many the numbers are sorted alone, and each element finds its place among them.
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

    void run(Order order, double[] in, double[] out) {
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
    private static long rank(double x, boolean largest) {
        long bits = Double.doubleToLongBits(x + 0d);
        long ascending = bits ^ (bits >> 63 & Long.MAX_VALUE);
        return largest ? ~ascending : ascending;
    }

    private static void best(Order order, double[] in, int outer, int start, int lines, double[] out) {
        long[] ranks = new long[lines];
        int to = outer * order.inner() + start;
        for (int k = 0; k < order.extent(); k++) {
            int from = (outer * order.extent() + k) * order.inner() + start;
            for (int line = 0; line < lines; line++) {
                long rank = rank(in[from + line], order.largest());
                if (k == 0 || rank < ranks[line]) {
                    ranks[line] = rank;
                    out[to + line] = k;
                }
            }
        }
    }

    private static void bestFew(Order order, double[] in, int outer, int start, int lines, double[] out) {
        long[] ranks = new long[order.extent()];
        int[] places = new int[order.extent()];
        for (int line = start; line < start + lines; line++) {
            int from = outer * order.extent() * order.inner() + line;
            for (int k = 0; k < ranks.length; k++) {
                ranks[k] = rank(in[from + k * order.inner()], order.largest());
            }
            if (order.count() <= FEW) {
                insert(ranks, places, order.count());
            } else {
                sort(ranks, places);
            }
            for (int k = 0; k < order.count(); k++) {
                out[(outer * order.count() + k) * order.inner() + line] = places[k];
            }
        }
    }

    /** Sets the first {@code count} of {@code places} to where the lowest of {@code ranks} stand, in their order. */
    private static void insert(long[] ranks, int[] places, int count) {
        for (int k = 0; k < ranks.length; k++) {
            int at = Math.min(k, count);
            while (at > 0 && ranks[places[at - 1]] > ranks[k]) {
                if (at < count) {
                    places[at] = places[at - 1];
                }
                at--;
            }
            if (at < count) {
                places[at] = k;
            }
        }
    }

    /** Sets {@code places} to where each of {@code ranks} stands, in their order; of equal ones the first comes first. */
    private static void sort(long[] ranks, int[] places) {
        long[] sorted = ranks.clone();
        Arrays.sort(sorted);
        int[] taken = new int[sorted.length];
        for (int k = 0; k < ranks.length; k++) {
            int first = firstOf(ranks[k], sorted);
            places[first + taken[first]++] = k;
        }
    }

    private static int firstOf(long rank, long[] sorted) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
