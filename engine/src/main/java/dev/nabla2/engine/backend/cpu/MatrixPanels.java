package dev.nabla2.engine.backend.cpu;

/**
 * A matrix as it lies, of either orientation.
 *
 * @param tile the tile that will read the panels
 * @param from the array
 * @param at the first element
 * @param along the distance of a line's elements, 1 if {@code across} is not
 * @param across the distance from one line to the next, 1 if {@code along} is not
 */
record MatrixPanels(Tile tile, float[] from, int at, int along, int across) implements Panels {
    private static final int LINES_IN_TASK = 128;

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
        int first = at + (piece.slice() + piece.from()) * along + piece.line() * across;
        int steps = piece.to() - piece.from();
        for (int line = 0; line < piece.lines(); line += piece.width()) {
            Packing.pack(
                    tile,
                    from,
                    first + line * across,
                    along,
                    across,
                    piece.kept(line),
                    steps,
                    to,
                    piece.panel(line),
                    piece.width());
        }
    }
}
