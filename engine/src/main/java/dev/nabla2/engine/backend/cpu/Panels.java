package dev.nabla2.engine.backend.cpu;

/**
 * An operand of a {@link TiledProduct} as its tiles read it: lines (rows of the left operand, columns of the right one), each
 * with as many steps as a sum has terms. Where the elements come from is each implementation's own affair.
 */
interface Panels {
    /**
     * A part of an operand, and where it goes.
     *
     * @param line the first line
     * @param lines how many lines
     * @param slice the first step of the slice of the sums that is being packed
     * @param steps how many steps that slice has
     * @param from the first step wanted, counted from the slice's first
     * @param to the step after the last one wanted
     * @param width how many lines make a panel; the last panel may have fewer, and then what its other lines hold is undefined
     * @param at where the panel of the first line begins; the others follow, {@code width * steps} elements each
     */
    record Piece(int line, int lines, int slice, int steps, int from, int to, int width, int at) {
        /** Where the panel that {@code offset} lines after the first begins holds the first step wanted. */
        int panel(int offset) {
            return at + offset * steps + from * width;
        }

        /** The lines that the panel {@code offset} lines after the first really has. */
        int kept(int offset) {
            return Math.min(width, lines - offset);
        }
    }

    /** How many steps belong together, so that slices of the sums are best cut at multiples of it. */
    int unit();

    /** How many lines a task packs. */
    int linesInTask();

    /** How many steps a task packs. */
    int stepsInTask();

    void pack(Piece piece, float[] to);
}
