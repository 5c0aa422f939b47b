package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Loop;
import java.util.Arrays;

/** Writes the tables from which kernels learn where the elements of a strided loop lie; {@code places.cl} says what they hold. */
final class Layouts {
    private static final int FIELDS = 4;

    private final int[] table;
    private int size;

    private Layouts(int capacity) {
        table = new int[capacity];
    }

    /** The length of a layout's table. */
    static int size(int rank) {
        return 1 + FIELDS * rank;
    }

    /** The table of several layouts over the same indices, all of the same rank. */
    static int[] table(int rank, int[] extents, Loop.Layout... layouts) {
        Layouts all = new Layouts(layouts.length * size(rank));
        for (Loop.Layout layout : layouts) {
            all.add(rank, extents, layout);
        }
        return all.table;
    }

    /** Tables one after another. */
    static int[] joined(int[] first, int[] second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private void add(int rank, int[] extents, Loop.Layout layout) {
        table[size++] = layout.offset();
        // Axes of length 1 in front make up the rank.
        int missing = rank - extents.length;
        for (int axis = 0; axis < rank; axis++) {
            int extent = axis < missing ? 1 : extents[axis - missing];
            int shift = shift(extent);
            table[size++] = extent;
            table[size++] = multiplier(extent, shift);
            table[size++] = shift;
            table[size++] = axis < missing ? 0 : layout.strides()[axis - missing];
        }
    }

    /** The least power of two that is not below the divisor. */
    private static int shift(int divisor) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(divisor, 1) - 1);
    }

    /** ⌊2³² (2^shift − divisor) / divisor⌋ + 1 (Granlund and Montgomery 1994, figure 4.1). */
    private static int multiplier(int divisor, int shift) {
        return divisor < 1 ? 0 : (int) ((((1L << shift) - divisor) << Integer.SIZE) / divisor + 1);
    }
}
