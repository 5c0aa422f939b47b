package dev.nabla2.engine.backend.cpu;

/**
 * What a window sees of images with few channels, times weights, such as in a network's first layer. For one image it fits in a
 * near cache then, so a task makes it and multiplies it at once.
 */
final class ShallowConvolution {
    /** Elements of what windows see that leave room in a near cache. */
    private static final int NEAR = (1 << 18) / Float.BYTES;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    ShallowConvolution(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    /** Whether sums of {@code inner} terms at {@code size} positions are few enough, and positions enough for a tile. */
    boolean suits(int inner, int size) {
        return size >= tile.columns() && (long) inner * size <= NEAR;
    }

    /**
     * Gives {@code target} the product.
     *
     * @param weights of {@code rows} lines, with a step for each tap of each channel
     * @param images which the window sees: {@code channels} channels of each of {@code batch}
     */
    void run(
            int rows,
            int batch,
            int channels,
            Panels weights,
            Window window,
            WindowPanels.Images images,
            ImageTarget target) {
        int size = window.positions().length;
        int inner = channels * window.taps().length;
        int panels = (rows + tile.rows() - 1) / tile.rows();
        Workspace own = shelf.take();
        try {
            float[] left = own.array(3, panels * tile.rows() * inner);
            weights.pack(new Panels.Piece(0, rows, 0, inner, 0, inner, tile.rows(), 0), left);
            int[] steps = own.multiples(tile.rows(), inner);
            workers.run(batch, n -> {
                Workspace workspace = shelf.take();
                try {
                    float[] seen = workspace.array(2, inner * size + tile.columns());
                    see(window, images, n, channels, seen, workspace);
                    float[] scratch = workspace.array(3, tile.rows() * size);
                    for (int i = 0; i < panels; i++) {
                        int row = i * tile.rows();
                        if (target.dense() && row + tile.rows() <= rows) {
                            multiply(
                                    left,
                                    row,
                                    inner,
                                    steps,
                                    seen,
                                    size,
                                    target.out(),
                                    target.at(n, row),
                                    target.channel());
                        } else {
                            multiply(left, row, inner, steps, seen, size, scratch, 0, size);
                            target.take(row, n * size, Math.min(tile.rows(), rows - row), size, scratch, 0, size);
                        }
                    }
                } finally {
                    shelf.give(workspace);
                }
            });
        } finally {
            shelf.give(own);
        }
    }

    /** Multiplies as many lines of weights as a tile has rows. */
    private void multiply(
            float[] left, int row, int inner, int[] steps, float[] seen, int size, float[] out, int outAt, int stride) {
        for (int column = 0; column < size; column += tile.columns()) {
            Tile t = tile.narrowed(size - column);
            // Where a tile would reach over the edge it computes some elements again.
            int c = Math.min(column, size - t.columns());
            t.multiplySteps(inner, left, row * inner, steps, 0, seen, c, size, out, outAt + c, stride, false);
        }
    }

    /** Makes what each tap sees of each channel of an image, an element for each position. */
    private void see(
            Window window, WindowPanels.Images images, int n, int channels, float[] seen, Workspace workspace) {
        float[] plane = workspace.array(0, window.planeSize());
        float[] scratch = workspace.array(1, window.scratchSize());
        int taps = window.taps().length;
        int size = window.positions().length;
        for (int channel = 0; channel < channels; channel++) {
            int from = images.channel(n, channel, window.channelSize());
            window.fill(tile, images.values(), from, 0, window.rowAfter(size - 1), plane, 0, scratch);
            for (int tap = 0; tap < taps; tap++) {
                window.see(tile, tap, plane, seen, (channel * taps + tap) * size);
            }
        }
    }
}
