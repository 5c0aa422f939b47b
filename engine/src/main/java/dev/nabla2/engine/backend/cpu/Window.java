package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.Arrays;

/**
 * The window of a convolution as it moves over one channel of one image: at each position each of its taps sees one element, or
 * the padding.
 *
 * <p>So that this needs no case distinctions, the channel is first copied into a plane, with the padding about it and without
 * what no tap sees. A plane is sorted by the remainder modulo {@code period} of its elements' indices along the last axis; with the
 * stride as period the elements that one tap sees from neighbouring positions are neighbours, and with the dilation those that
 * neighbouring taps see from one position. An element lies at {@code positions()[p] + taps()[t]}.
 */
final class Window {
    private static final int AXES = ConvolutionProduct.AXES;
    private static final int LAST = AXES - 1;
    private static final int SLACK = 64;

    private final int[] extents;
    private final int[] lowest;
    private final int[] lengths;
    private final int period;
    /** Elements of a row of one remainder. */
    private final int rowLength;
    /** From the first row of one remainder to that of the next; vectors may be written a little beyond a row. */
    private final int remainderSize;

    private final int[] positions;
    private final int[] taps;
    private final int[] firstRows;
    private final int tapRows;
    /** Positions that are neighbours in a plane: those along the last axis, if its stride is the period. */
    private final int width;

    /** The lines of positions that lie equally far apart: those along the second axis. */
    private final int height;

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
        this.rowLength = (lengths[LAST] + period - 1) / period;
        this.remainderSize = lengths[0] * lengths[1] * rowLength + SLACK;
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
        this.firstRows = rows(starts);
        this.width = step[LAST] == period ? count[LAST] : 1;
        this.height = width == count[LAST] ? count[1] : 1;
        this.tapRows = Arrays.stream(rows(seen)).max().orElseThrow() + 1;
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
        int[] rows = rows(coordinates);
        int[] addresses = new int[rows.length];
        for (int i = 0; i < addresses.length; i++) {
            int z = coordinates[LAST][i % coordinates[LAST].length];
            addresses[i] = z % period * remainderSize + rows[i] * rowLength + z / period;
        }
        return addresses;
    }

    /** The rows of all combinations of coordinates. */
    private int[] rows(int[][] coordinates) {
        int[] rows = new int[coordinates[0].length * coordinates[1].length * coordinates[2].length];
        int i = 0;
        for (int x : coordinates[0]) {
            for (int y : coordinates[1]) {
                Arrays.fill(rows, i, i + coordinates[LAST].length, x * lengths[1] + y);
                i += coordinates[LAST].length;
            }
        }
        return rows;
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

    /** The elements of a plane. */
    int planeSize() {
        return period * remainderSize;
    }

    /** The elements of scratch memory that {@link #fill} needs. */
    int scratchSize() {
        return lengths[0] * lengths[1] * rowLength * period + SLACK;
    }

    /** The first row of a plane that is seen from {@code position}. */
    int firstRow(int position) {
        return firstRows[position];
    }

    /** The row after the last one that is seen from {@code position}. */
    int rowAfter(int position) {
        return firstRows[position] + tapRows;
    }

    /** Makes the rows {@code first} to {@code end} of the plane of the channel that begins at {@code from[at]}. */
    void fill(Tile tile, float[] from, int at, int first, int end, float[] plane, int planeAt, float[] scratch) {
        if (period == 1) {
            fillRows(tile, from, at, first, end, plane, planeAt + first * rowLength);
            return;
        }
        fillRows(tile, from, at, first, end, scratch, 0);
        int count = (end - first) * rowLength;
        tile.split(scratch, period, count, plane, planeAt + first * rowLength, remainderSize);
    }

    private void fillRows(Tile tile, float[] from, int at, int first, int end, float[] to, int toAt) {
        int length = period * rowLength;
        int begin = Math.min(Math.max(0, -lowest[LAST]), length);
        int kept = Math.max(0, Math.min(lengths[LAST], extents[LAST] - lowest[LAST]) - begin);
        for (int row = first; row < end; ) {
            int x = row / lengths[1] + lowest[0];
            int y = row % lengths[1] + lowest[1];
            int o = toAt + (row - first) * length;
            int same = Math.min(end - row, lengths[1] - row % lengths[1]);
            boolean outside = x < 0 || x >= extents[0] || y >= extents[1] || kept == 0;
            if (outside || y < 0) {
                int rows = outside ? same : Math.min(same, -y);
                Arrays.fill(to, o, o + rows * length, 0);
                row += rows;
            } else {
                int rows = Math.min(same, extents[1] - y);
                int source = at + (x * extents[1] + y) * extents[LAST] + Math.max(0, lowest[LAST]);
                tile.copyRows(from, source, extents[LAST], to, o + begin, length, kept, rows);
                clearAround(to, o, length, begin, kept, rows);
                row += rows;
            }
        }
    }

    /** Zeros before and behind the kept elements of each row. */
    private static void clearAround(float[] to, int at, int length, int begin, int kept, int rows) {
        for (int row = 0; row < rows; row++) {
            int o = at + row * length;
            for (int i = 0; i < begin; i++) {
                to[o + i] = 0;
            }
            for (int i = begin + kept; i < length; i++) {
                to[o + i] = 0;
            }
        }
    }

    /**
     * Adds an array, an element for each position, to what {@code tap} sees of a plane. The array goes on for a while after its end.
     */
    void addToTap(Tile tile, int tap, float[] from, int at, float[] plane) {
        for (int position = 0; position < positions.length; position += height * width) {
            int to = positions[position] + taps[tap];
            tile.addRows(from, at + position, width, plane, to, distance(), width, height);
        }
    }

    /**
     * Copies what {@code tap} sees of a plane to an array with an element for each position. What follows it is undefined
     * afterwards, for as many elements as a tile has columns.
     */
    void see(Tile tile, int tap, float[] plane, float[] to, int at) {
        for (int position = 0; position < positions.length; position += height * width) {
            int from = positions[position] + taps[tap];
            tile.copyRows(plane, from, distance(), to, at + position, width, width, height);
        }
    }

    /** From one line of positions to the next. */
    private int distance() {
        return height > 1 ? positions[width] - positions[0] : width;
    }

    /** Adds what {@code tap} sees of a plane to an array with an element for each position. */
    void addFromTap(int tap, float[] plane, float[] to, int at) {
        for (int position = 0; position < positions.length; position += width) {
            int i = taps[tap] + positions[position];
            int o = at + position;
            for (int n = 0; n < width; n++) {
                to[o + n] += plane[i + n];
            }
        }
    }

    /** The way back from {@link #fill}: the channel's elements, and zero for those that no tap sees. */
    void unfill(float[] plane, float[] to, int at) {
        Arrays.fill(to, at, at + channelSize(), 0);
        for (int x = Math.max(0, lowest[0]); x < Math.min(extents[0], lengths[0] + lowest[0]); x++) {
            for (int y = Math.max(0, lowest[1]); y < Math.min(extents[1], lengths[1] + lowest[1]); y++) {
                int row = ((x - lowest[0]) * lengths[1] + y - lowest[1]) * rowLength;
                int line = at + (x * extents[1] + y) * extents[LAST];
                for (int remainder = 0; remainder < period; remainder++) {
                    unfill(plane, remainder * remainderSize + row, to, line, remainder + lowest[LAST]);
                }
            }
        }
    }

    /** The elements of a line from {@code first} on, a period apart. */
    private void unfill(float[] plane, int from, float[] to, int line, int first) {
        int skipped = Math.max(0, (period - 1 - first) / period);
        int end = Math.min(extents[LAST], lengths[LAST] + lowest[LAST]);
        int i = from + skipped;
        for (int z = first + skipped * period; z < end; z += period) {
            to[line + z] = plane[i++];
        }
    }
}
