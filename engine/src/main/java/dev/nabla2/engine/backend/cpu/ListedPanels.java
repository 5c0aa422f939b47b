package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;

/**
 * A matrix whose lines and steps lie wherever lists say, such as a filter of which only some taps are meant.
 *
 * @param from the array
 * @param at the first element
 * @param lines where each line begins, counted from the first element
 * @param steps where each step lies, counted from the line's beginning
 */
record ListedPanels(float[] from, int at, int[] lines, int[] steps) implements Panels {
    private static final int LINES_IN_TASK = 64;

    @Override
    public int unit() {
        return 1;
    }

    @Override
    public int linesInTask() {
        return LINES_IN_TASK;
    }

    @Override
    public int stepsInTask() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void pack(Piece piece, float[] to) {
        int width = piece.width();
        for (int line = 0; line < piece.lines(); line += width) {
            int kept = piece.kept(line);
            int first = piece.line() + line;
            int panel = piece.panel(line);
            int count = piece.to() - piece.from();
            if (kept < width) {
                Arrays.fill(to, panel, panel + count * width, 0);
            }
            for (int step = 0; step < count; step++) {
                int source = at + steps[piece.slice() + piece.from() + step];
                for (int i = 0; i < kept; i++) {
                    to[panel + step * width + i] = from[source + lines[first + i]];
                }
            }
        }
    }
}
