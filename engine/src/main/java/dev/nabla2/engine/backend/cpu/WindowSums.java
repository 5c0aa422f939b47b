package dev.nabla2.engine.backend.cpu;

/**
 * What windows see of images, times weights: a product of matrices of which the left one is never made. A row of it is what the
 * window sees from one place: runs of equal length, which the images hold one after the other ({@link ChannelsLast}).
 *
 * @param places where the window stands, for each row of an image's result
 * @param runs where in a window each run begins
 * @param length how long a run is
 * @param channels how many channels the images have
 * @param columns how many columns the weights have
 */
record WindowSums(int[] places, int[] runs, int length, int channels, int columns) {
    /** Channels whose weights one task packs. */
    private static final int PACKED = 8;

    /** Rows of a task, at least: enough for the weights to be read from a near cache more often than from a far one. */
    private static final int ROWS = 160;

    /** What is done with a finished block of the result. */
    @FunctionalInterface
    interface Writer {
        /** Takes {@code columns} columns from {@code column} on of one image, whose rows lie {@code stride} apart. */
        void take(int image, int column, int columns, float[] from, int at, int stride);
    }

    /** Weights by step of all runs, and column. */
    @FunctionalInterface
    interface Weights {
        /** Copies the weights of some columns for the steps of one channel: step k of all to {@code at + k * width}. */
        void pack(int channel, int column, int columns, float[] to, int at, int width);
    }

    /** The weights as tiles read them, in panels of columns, from {@code to[begin]} on. */
    void pack(Tile tile, Workers workers, Weights weights, float[] to, int begin) {
        int panels = (columns + tile.columns() - 1) / tile.columns();
        int inner = runs.length * length;
        workers.run(panels * ((channels + PACKED - 1) / PACKED), task -> {
            int column = task % panels * tile.columns();
            int first = task / panels * PACKED;
            Tile t = tile.narrowed(columns - column);
            int kept = Math.min(t.columns(), columns - column);
            for (int channel = first; channel < Math.min(channels, first + PACKED); channel++) {
                weights.pack(channel, column, kept, to, begin + column * inner, t.columns());
            }
        });
    }

    /** The elements of the packed weights. */
    int packedSize(Tile tile) {
        return tile.padded(columns) * runs.length * length;
    }

    /** Computes the results of {@code batch} images, the first of which is the writer's image {@code first}. */
    void run(
            Tile tile,
            Workers workers,
            Shelf<Workspace> shelf,
            float[] images,
            int imageSize,
            int first,
            int batch,
            float[] packed,
            int begin,
            Writer writer) {
        int panels = (columns + tile.columns() - 1) / tile.columns();
        int together = Math.min(batch, Math.max(1, ROWS / places.length));
        int groups = (batch + together - 1) / together;
        int last = batch - (groups - 1) * together;
        int[] rows = rows(tile, imageSize, together);
        int[] lastRows = last == together ? rows : rows(tile, imageSize, last);
        workers.run(panels * groups, task -> {
            int column = task % panels * tile.columns();
            int image = task / panels * together;
            Tile t = tile.narrowed(columns - column);
            int count = Math.min(together, batch - image);
            int[] own = count == last ? lastRows : rows;
            block(t, shelf, images, image, imageSize, first, count, own, packed, begin, column, writer);
        });
    }

    /** The places of several images, and of the last row again until a tile is full. */
    private int[] rows(Tile tile, int imageSize, int together) {
        int count = places.length * together;
        int[] rows = new int[(count + tile.rows() - 1) / tile.rows() * tile.rows()];
        for (int i = 0; i < rows.length; i++) {
            int row = Math.min(i, count - 1);
            rows[i] = row / places.length * imageSize + places[row % places.length];
        }
        return rows;
    }

    private void block(
            Tile tile,
            Shelf<Workspace> shelf,
            float[] images,
            int image,
            int imageSize,
            int first,
            int count,
            int[] rows,
            float[] packed,
            int begin,
            int column,
            Writer writer) {
        int width = tile.columns();
        int used = count * places.length;
        Workspace workspace = shelf.take();
        try {
            float[] sums = workspace.array(2, (used + tile.rows()) * width);
            for (int run = 0; run < runs.length; run++) {
                int at = image * imageSize + runs[run];
                int weightsAt = begin + column * runs.length * length + run * length * width;
                for (int row = 0; row < used; row += tile.rows()) {
                    tile.multiplyLines(
                            length, images, at, rows, row, packed, weightsAt, width, sums, row * width, width, run > 0);
                }
            }
            for (int i = 0; i < count; i++) {
                int kept = Math.min(width, columns - column);
                writer.take(first + image + i, column, kept, sums, i * places.length * width, width);
            }
        } finally {
            shelf.give(workspace);
        }
    }
}
