package dev.nabla2.engine.backend;

import java.util.Arrays;

/**
 * The index space of an elementwise kernel, and where in each buffer an index of it lies.
 *
 * <p>Axes that are contiguous in every buffer are merged and axes of length 1 dropped, so that the common cases have one axis
 * and a bias added to a batch of rows has two.
 *
 * @param extents the length of each axis, outermost first; at least one axis
 * @param out where the result goes
 * @param in where the arguments come from
 */
public record Loop(int[] extents, Layout out, Layout... in) {
    /**
     * A position in a buffer for each index: {@code offset + Σ strides[axis] · index[axis]}.
     *
     * @param offset the element that index 0 stands for
     * @param strides elements to step along each axis; 0 repeats an element, negative walks backwards
     */
    public record Layout(int offset, int... strides) {
        private Layout select(int[] axes, int count) {
            int[] chosen = new int[Math.max(1, count)];
            for (int i = 0; i < count; i++) {
                chosen[i] = strides[axes[i]];
            }
            return new Layout(offset, chosen);
        }
    }

    /** Merges what can be merged; the canonical constructor does it for everyone. */
    public Loop {
        int[] merged = new int[extents.length];
        int[] axes = new int[extents.length];
        int count = 0;
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] == 1) {
                continue;
            }
            if (count > 0 && contiguous(axes[count - 1], axis, extents[axis], out, in)) {
                merged[count - 1] *= extents[axis];
                axes[count - 1] = axis;
            } else {
                merged[count] = extents[axis];
                axes[count++] = axis;
            }
        }
        extents = count == 0 ? new int[] {1} : Arrays.copyOf(merged, count);
        out = out.select(axes, count);
        Layout[] selected = new Layout[in.length];
        for (int i = 0; i < in.length; i++) {
            selected[i] = in[i].select(axes, count);
        }
        in = selected;
    }

    /** The number of indices. */
    public int size() {
        int size = 1;
        for (int extent : extents) {
            size *= extent;
        }
        return size;
    }

    private static boolean contiguous(int outer, int inner, int extent, Layout out, Layout[] in) {
        if (out.strides[outer] != out.strides[inner] * extent) {
            return false;
        }
        for (Layout layout : in) {
            if (layout.strides[outer] != layout.strides[inner] * extent) {
                return false;
            }
        }
        return true;
    }
}
