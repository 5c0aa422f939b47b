package dev.nabla2.engine.backend.cpu;

/**
 * Channels as lines, whose steps are all elements of one image's channel and then those of the next image's: a result of a
 * convolution as the left operand of the adjoint by the filters.
 *
 * @param tile the tile that will read the panels
 * @param from the array
 * @param at the first element of the first channel
 * @param size the elements of a channel
 * @param image the distance from one image to the next
 */
record LinesOfImages(Tile tile, float[] from, int at, int size, int image) implements Panels {
    private static final int LINES_IN_TASK = 64;

    @Override
    public int unit() {
        return size;
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
        int end = piece.slice() + piece.to();
        for (int line = 0; line < piece.lines(); line += piece.width()) {
            int panel = piece.panel(line);
            int start = at + (piece.line() + line) * size;
            for (int step = piece.slice() + piece.from(); step < end; step = (step / size + 1) * size) {
                int steps = Math.min(end - step, size - step % size);
                int source = start + step / size * image + step % size;
                Packing.pack(tile, from, source, 1, size, piece.kept(line), steps, to, panel, piece.width());
                panel += steps * piece.width();
            }
        }
    }
}
