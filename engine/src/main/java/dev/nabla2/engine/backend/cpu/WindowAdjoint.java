package dev.nabla2.engine.backend.cpu;

/**
 * The adjoint of {@link WindowSums} by the weights: for each step of a run and each column, the sum over all places of what the window
 * sees times the result's column there. Places of several images make one slice of the sums; slices are added in their order.
 *
 * @param lines where the window stands in an image at the beginning of each line of places
 * @param across how many places a line has
 * @param step how far apart they are
 * @param runs where in a window each run begins
 * @param length how long a run is
 * @param columns how many columns results have
 */
record WindowAdjoint(int[] lines, int across, int step, int[] runs, int length, int columns) {
    /** The places of a slice, at most, unless an image has more. */
    private static final int SLICE = 400;

    /** Rows of a task, whose steps are copied side by side. */
    private static final int ROWS = 32;

    /** The rows that a run has among the sums. */
    int rows(Tile tile) {
        return (length + tile.rows() - 1) / tile.rows() * tile.rows();
    }

    /** How far apart the rows of the sums are. */
    int stride(Tile tile) {
        return tile.padded(columns);
    }

    /** How many images make a slice. */
    int together(int batch) {
        return Math.min(batch, Math.max(1, SLICE / places()));
    }

    private int places() {
        return lines.length * across;
    }

    /** The results' columns as a tile reads them: those of a panel side by side, place after place of {@code batch} images. */
    void pack(Tile tile, Workers workers, float[] results, int first, int batch, float[] to) {
        int panels = (columns + tile.columns() - 1) / tile.columns();
        workers.run(panels * batch, task -> {
            int column = task % panels * tile.columns();
            int image = task / panels;
            int width = tile.narrowed(columns - column).columns();
            int from = ((first + image) * columns + column) * places();
            int at = (column * batch + image * width) * places();
            int kept = Math.min(width, columns - column);
            Packing.pack(tile, results, from, 1, places(), kept, places(), to, at, width);
        });
    }

    /**
     * Adds a slice to {@code sums}, of {@code runs · rows} rows, or sets them if it is the first; both operands go on for a while
     * after their end.
     */
    void run(
            Tile tile,
            Workers workers,
            Shelf<Workspace> shelf,
            float[] images,
            int imageSize,
            float[] results,
            int batch,
            float[] sums,
            boolean isFirst) {
        int stride = stride(tile);
        int height = ROWS / tile.rows() * tile.rows();
        int blocks = (rows(tile) + height - 1) / height;
        int inner = batch * places();
        workers.run(runs.length * blocks, task -> {
            int run = task / blocks;
            int row = task % blocks * height;
            int end = Math.min(rows(tile), row + height);
            Workspace workspace = shelf.take();
            try {
                float[] seen = workspace.array(2, inner * height + 2 * tile.columns());
                int[] steps = workspace.multiples(height, inner);
                copy(tile, images, runs[run] + row, imageSize, batch, seen, height);
                for (int column = 0; column < columns; column += tile.columns()) {
                    Tile t = tile.narrowed(columns - column);
                    int width = t.columns();
                    int at = column * inner;
                    for (int r = row; r < end; r += t.rows()) {
                        int to = (run * rows(tile) + r) * stride + column;
                        t.multiplySteps(inner, seen, r - row, steps, 0, results, at, width, sums, to, stride, !isFirst);
                    }
                }
            } finally {
                shelf.give(workspace);
            }
        });
    }

    private void copy(Tile tile, float[] images, int at, int imageSize, int count, float[] to, int height) {
        for (int image = 0; image < count; image++) {
            for (int line = 0; line < lines.length; line++) {
                int from = at + image * imageSize + lines[line];
                int place = (image * lines.length + line) * across * height;
                tile.copyRows(images, from, step, to, place, height, height, across);
            }
        }
    }
}
