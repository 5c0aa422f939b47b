package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Loop;
import java.util.Arrays;

/**
 * Where the consecutive indices of a loop lie in one buffer.
 *
 * @param extents the length of each axis
 * @param strides the step along each axis
 * @param offset where index 0 lies
 * @param dense whether each index lies one after the one before
 * @param period after how many indices the places repeat; the size of the loop if they do not
 */
record Strides(int[] extents, int[] strides, int offset, boolean dense, int period) {
    /** Rows shorter than this are copied element by element. */
    private static final int SHORT = 16;

    static Strides of(int[] extents, Loop.Layout layout) {
        int[] strides = layout.strides();
        boolean dense = true;
        int size = 1;
        int period = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            dense &= strides[axis] == size || extents[axis] == 1;
            size *= extents[axis];
            if (strides[axis] != 0) {
                period = size;
            }
        }
        return new Strides(extents, strides, layout.offset(), dense, period);
    }

    /** How many indices there are. */
    int size() {
        int size = 1;
        for (int extent : extents) {
            size *= extent;
        }
        return size;
    }

    /** Copies the elements of {@code count} indices from {@code start} on to the beginning of {@code to}. */
    void gather(float[] from, float[] to, int start, int count) {
        int distinct = Math.min(count, period);
        gatherEach(from, to, start, distinct);
        for (int done = distinct; done < count; done += Math.min(done, count - done)) {
            System.arraycopy(to, 0, to, done, Math.min(done, count - done));
        }
    }

    private void gatherEach(float[] from, float[] to, int start, int count) {
        int last = extents.length - 1;
        int step = strides[last];
        Walk walk = new Walk(start);
        for (int done = 0; done < count; ) {
            int run = Math.min(count - done, extents[last] - walk.index[last]);
            int at = walk.position;
            if (step == 1 && run >= SHORT) {
                System.arraycopy(from, at, to, done, run);
            } else if (step == 0 && run >= SHORT) {
                Arrays.fill(to, done, done + run, from[at]);
            } else {
                for (int i = 0; i < run; i++) {
                    to[done + i] = from[at + i * step];
                }
            }
            done += run;
            walk.advance(run);
        }
    }

    /** Copies the beginning of {@code from} to the elements of {@code count} indices from {@code start} on. */
    void scatter(float[] from, float[] to, int start, int count) {
        int last = extents.length - 1;
        int step = strides[last];
        Walk walk = new Walk(start);
        for (int done = 0; done < count; ) {
            int run = Math.min(count - done, extents[last] - walk.index[last]);
            int at = walk.position;
            if (step == 1 && run >= SHORT) {
                System.arraycopy(from, done, to, at, run);
            } else {
                for (int i = 0; i < run; i++) {
                    to[at + i * step] = from[done + i];
                }
            }
            done += run;
            walk.advance(run);
        }
    }

    /** An index and the place it lies at. */
    private final class Walk {
        final int[] index = new int[extents.length];
        int position = offset;

        Walk(int start) {
            int rest = start;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                index[axis] = rest % extents[axis];
                rest /= extents[axis];
                position += index[axis] * strides[axis];
            }
        }

        /** Goes on by as many indices as are left on the last axis, or fewer. */
        void advance(int run) {
            int axis = extents.length - 1;
            index[axis] += run;
            position += run * strides[axis];
            while (axis > 0 && index[axis] == extents[axis]) {
                index[axis] = 0;
                position += strides[axis - 1] - extents[axis] * strides[axis];
                index[--axis]++;
            }
        }
    }
}
