package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;

/** Lays the elements of a matrix out in the order in which a tile reads them. */
final class Packing {
    private Packing() {}

    /**
     * Packs one panel: lines of a matrix (rows of the left operand, columns of the right one) side by side.
     *
     * @param tile the tile that will read the panel
     * @param from the matrix
     * @param at the element of the first line at the first step
     * @param along the distance of a line's elements, 1 if {@code across} is not
     * @param across the distance from one line to the next, 1 if {@code along} is not
     * @param lines how many lines there are; the panel is filled up with zeros
     * @param steps how many elements of each line
     * @param width how many lines the panel has room for
     */
    static void pack(
            Tile tile,
            float[] from,
            int at,
            int along,
            int across,
            int lines,
            int steps,
            float[] to,
            int toAt,
            int width) {
        if (lines < width) {
            Arrays.fill(to, toAt, toAt + width * steps, 0);
        }
        if (along == 1) {
            interleave(from, at, across, lines, to, toAt, width, steps);
        } else {
            tile.copyStrips(from, at, along, to, toAt, width, lines, steps);
        }
    }

    /** Lines of neighbouring elements, side by side: element k of line l to {@code toAt + k * width + l}. */
    static void interleave(float[] from, int at, int stride, int lines, float[] to, int toAt, int width, int steps) {
        int line = 0;
        for (; line + 4 <= lines; line += 4) {
            interleaveFour(from, at + line * stride, stride, to, toAt + line, width, steps);
        }
        for (; line + 2 <= lines; line += 2) {
            interleaveTwo(from, at + line * stride, stride, to, toAt + line, width, steps);
        }
        if (line < lines) {
            int i = at + line * stride;
            for (int k = 0; k < steps; k++) {
                to[toAt + line + k * width] = from[i + k];
            }
        }
    }

    private static void interleaveTwo(float[] from, int at, int stride, float[] to, int toAt, int width, int steps) {
        int second = at + stride;
        for (int k = 0; k < steps; k++) {
            int o = toAt + k * width;
            to[o] = from[at + k];
            to[o + 1] = from[second + k];
        }
    }

    /** Four lines at a time, measured to be 1.7 times as fast as eight. */
    private static void interleaveFour(float[] from, int at, int stride, float[] to, int toAt, int width, int steps) {
        int i1 = at + stride;
        int i2 = i1 + stride;
        int i3 = i2 + stride;
        for (int k = 0; k < steps; k++) {
            int o = toAt + k * width;
            to[o] = from[at + k];
            to[o + 1] = from[i1 + k];
            to[o + 2] = from[i2 + k];
            to[o + 3] = from[i3 + k];
        }
    }
}
