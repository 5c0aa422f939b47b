package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;

/**
 * The window of a convolution as it moves over one channel of one image: at each position each of its taps sees one element, or
 * the padding.
 *
 * <p>So that this needs no case distinctions, the channel is first copied into a plane, with the padding about it and without
 * what no tap sees. Along the last axis the plane's elements are sorted by their remainder modulo {@code period}; with the stride
 * as period the elements that one tap sees from neighbouring positions are neighbours, and with the dilation those that
 * neighbouring taps see from one position. An element lies at {@code position(p) + tap(t)}.
 */
final class Window {
    private static final int AXES = ConvolutionProduct.AXES;
    private static final int LAST = AXES - 1;

    private final int[] extents;
    private final int[] lowest;
    private final int[] lengths;
    private final int period;
    private final int rowLength;
    private final int[] positions;
    private final int[] taps;
    private final int lastTapRow;

    /**
     * A window.
     *
     * @param extents of the channel
     * @param count positions along each axis
     * @param step elements from one position to the next, along each axis
     * @param offsets for each axis where the taps lie that position 0 has; at least one
     * @param period of the order of the plane's last axis
     */
    Window(int[] extents, int[] count, int[] step, int[][] offsets, int period) {
        this.extents = extents;
        this.period = period;
        this.lowest = new int[AXES];
        this.lengths = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            lowest[axis] = Arrays.stream(offsets[axis]).min().orElseThrow();
            int highest = Arrays.stream(offsets[axis]).max().orElseThrow();
            lengths[axis] = (count[axis] - 1) * step[axis] + highest - lowest[axis] + 1;
        }
        this.rowLength = period * ((lengths[LAST] + period - 1) / period);
        int[][] starts = new int[AXES][];
        int[][] seen = new int[AXES][];
        for (int axis = 0; axis < AXES; axis++) {
            starts[axis] = new int[count[axis]];
            for (int i = 0; i < count[axis]; i++) {
                starts[axis][i] = i * step[axis];
            }
            seen[axis] = new int[offsets[axis].length];
            for (int i = 0; i < offsets[axis].length; i++) {
                seen[axis][i] = offsets[axis][i] - lowest[axis];
            }
        }
        this.positions = addresses(starts);
        this.taps = addresses(seen);
        this.lastTapRow = Arrays.stream(taps).max().orElseThrow() / rowLength;
    }

    /** The window of the convolution itself. */
    static Window of(ConvolutionProduct p, int period) {
        int[][] offsets = new int[AXES][];
        for (int axis = 0; axis < AXES; axis++) {
            offsets[axis] = new int[p.filter()[axis]];
            for (int tap = 0; tap < offsets[axis].length; tap++) {
                offsets[axis][tap] = tap * p.dilation()[axis] - p.padding()[axis];
            }
        }
        return new Window(p.image(), p.result(), p.stride(), offsets, period);
    }

    private int[] addresses(int[][] coordinates) {
        int[] addresses = new int[coordinates[0].length * coordinates[1].length * coordinates[2].length];
        int i = 0;
        for (int x : coordinates[0]) {
            for (int y : coordinates[1]) {
                for (int z : coordinates[2]) {
                    addresses[i++] = (x * lengths[1] + y) * rowLength + inRow(z);
                }
            }
        }
        return addresses;
    }

    private int inRow(int z) {
        return z % period * (rowLength / period) + z / period;
    }

    /** Where in a plane each position begins. */
    int[] positions() {
        return positions;
    }

    /** Where in a plane each tap lies, counted from the position. */
    int[] taps() {
        return taps;
    }

    /** The elements of a channel. */
    int channelSize() {
        return extents[0] * extents[1] * extents[2];
    }

    int rowLength() {
        return rowLength;
    }

    /** The first row of the plane that is seen from {@code position}. */
    int firstRow(int position) {
        return positions[position] / rowLength;
    }

    /** The row after the last one that is seen from {@code position}. */
    int rowAfter(int position) {
        return positions[position] / rowLength + lastTapRow + 1;
    }

    /** Copies {@code rows} rows of the plane from row {@code first} on, of the channel that begins at {@code from[at]}. */
    void fill(float[] from, int at, int first, int rows, float[] to, int toAt) {
        Arrays.fill(to, toAt, toAt + rows * rowLength, 0);
        for (int row = first; row < first + rows; row++) {
            int x = row / lengths[1] + lowest[0];
            int y = row % lengths[1] + lowest[1];
            if (x >= 0 && x < extents[0] && y >= 0 && y < extents[1]) {
                fillRow(from, at + (x * extents[1] + y) * extents[LAST], to, toAt + (row - first) * rowLength);
            }
        }
    }

    private void fillRow(float[] from, int at, float[] to, int toAt) {
        int begin = Math.max(0, -lowest[LAST]);
        int end = Math.min(lengths[LAST], extents[LAST] - lowest[LAST]);
        int source = at + lowest[LAST];
        if (period == 1) {
            if (begin < end) {
                System.arraycopy(from, source + begin, to, toAt + begin, end - begin);
            }
            return;
        }
        for (int remainder = 0; remainder < period; remainder++) {
            int o = toAt + remainder * (rowLength / period);
            int firstOf = (begin - remainder + period - 1) / period;
            for (int i = Math.max(0, firstOf); i * period + remainder < end; i++) {
                to[o + i] = from[source + remainder + i * period];
            }
        }
    }

    /** Adds {@code count} elements to the plane's, from position {@code first} on, at one tap. */
    void add(int tap, int first, int count, float[] from, int at, float[] plane) {
        int shift = taps[tap];
        for (int i = 0; i < count; i++) {
            plane[shift + positions[first + i]] += from[at + i];
        }
    }

    /** The elements of a plane. */
    int planeSize() {
        return lengths[0] * lengths[1] * rowLength;
    }

    /** The way back from {@link #fill}: the channel's elements, and zero for those that no tap sees. */
    void unfill(float[] plane, float[] to, int at) {
        Arrays.fill(to, at, at + channelSize(), 0);
        for (int x = Math.max(0, lowest[0]); x < Math.min(extents[0], lengths[0] + lowest[0]); x++) {
            for (int y = Math.max(0, lowest[1]); y < Math.min(extents[1], lengths[1] + lowest[1]); y++) {
                int row = ((x - lowest[0]) * lengths[1] + y - lowest[1]) * rowLength;
                int line = at + (x * extents[1] + y) * extents[LAST];
                for (int z = Math.max(0, lowest[LAST]);
                        z < Math.min(extents[LAST], lengths[LAST] + lowest[LAST]);
                        z++) {
                    to[line + z] = plane[row + inRow(z - lowest[LAST])];
                }
            }
        }
    }
}
