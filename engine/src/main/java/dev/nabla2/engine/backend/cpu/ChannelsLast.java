package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;

/**
 * Images with their channels side by side at each point, and zeros around them: what a window sees is then a few long runs of
 * neighbours, which a {@link Tile} can read where they lie.
 *
 * @param channels how many
 * @param extents the extents of an image as it is kept
 * @param before where the first element of the original lies, which may be outside
 */
record ChannelsLast(int channels, int[] extents, int[] before) {
    /** Channels that go over an image together: a line of a cache. */
    private static final int TOGETHER = 16;

    /** Elements that a core's own cache holds beside what else is used. */
    private static final int NEAR = 1 << 17;

    /** The elements of an image. */
    int size() {
        return extents[0] * extents[1] * extents[2] * channels;
    }

    /** How many of {@code batch} images are laid out at a time: those that stay in a near cache until they are used, all groups alike. */
    int together(int batch) {
        int groups = Math.max(1, (int) ((long) batch * size() / NEAR));
        return (batch + groups - 1) / groups;
    }

    /** How far apart the neighbours of a point along an axis are. */
    int distance(int axis) {
        return axis == 2 ? channels : extents[axis + 1] * distance(axis + 1);
    }

    /** Where a point of the original lies. */
    int place(int d, int h, int w) {
        return (d + before[0]) * distance(0) + (h + before[1]) * distance(1) + (w + before[2]) * distance(2);
    }

    /** Where a window stands that moves {@code counts} times by {@code steps} along the axes. */
    int[] places(int[] counts, int[] steps) {
        int[] places = new int[counts[0] * counts[1] * counts[2]];
        int i = 0;
        for (int d = 0; d < counts[0]; d++) {
            for (int h = 0; h < counts[1]; h++) {
                for (int w = 0; w < counts[2]; w++) {
                    places[i++] = d * steps[0] * distance(0) + h * steps[1] * distance(1) + w * steps[2] * distance(2);
                }
            }
        }
        return places;
    }

    /** Where the runs of a window of so many taps begin: one for each tap of the outer two axes. */
    int[] runs(int[] taps) {
        return places(new int[] {taps[0], taps[1], 1}, new int[] {1, 1, 1});
    }

    /**
     * Lays out one image. It is first copied as it is, because memory that is far away is read best in the order in which it lies.
     *
     * @param from the original: the first element of its first channel lies at {@code at}
     * @param original its extents
     * @param near scratch memory for the copy
     */
    void pack(float[] from, int at, int[] original, float[] near, float[] to, int toAt) {
        int size = original[0] * original[1] * original[2];
        System.arraycopy(from, at, near, 0, channels * size);
        Arrays.fill(to, toAt, toAt + size(), 0);
        int first = Math.max(0, -before[2]);
        int count = Math.min(original[2], extents[2] - before[2]) - first;
        for (int channel = 0; channel < channels && count > 0; channel += TOGETHER) {
            int kept = Math.min(TOGETHER, channels - channel);
            for (int row = 0; row < original[0] * original[1]; row++) {
                int d = row / original[1];
                int h = row % original[1];
                if (isInside(0, d) && isInside(1, h)) {
                    int i = channel * size + row * original[2] + first;
                    int o = toAt + place(d, h, first) + channel;
                    Packing.interleave(near, i, size, kept, to, o, channels, count);
                }
            }
        }
    }

    private boolean isInside(int axis, int index) {
        int kept = index + before[axis];
        return kept >= 0 && kept < extents[axis];
    }
}
