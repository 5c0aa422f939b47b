package dev.nabla2.engine.backend.cpu;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Channels times what a window sees, summed over all its positions in all images, for products that have few elements: the adjoint
 * of a convolution by its filters where images have few channels. The channels, which are more, are read where they lie, and what
 * the window sees is made for some positions at a time, which stay in a near cache.
 *
 * <p>A few parts of the images are summed each by itself and then added in their order.
 */
final class ImageSums {
    /** The elements of a product of which several copies are cheap. */
    private static final int FEW = 1 << 14;

    private static final int PARTS = 8;
    /** Positions of a slice of the sums, at most. */
    private static final int SLICE = 512;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    ImageSums(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    boolean suit(int rows, int columns) {
        return rows * (long) columns <= FEW;
    }

    /**
     * Gives {@code target} the product.
     *
     * @param channels of which there are {@code rows} in each of {@code batch} images
     * @param window of as many positions as a channel has elements
     * @param images that the window sees, {@code columns} taps of all channels
     */
    void run(
            int rows,
            int batch,
            int columns,
            LinesOfImages channels,
            Window window,
            WindowPanels.Images images,
            Target target) {
        int slices = ceilDiv(channels.size(), SLICE);
        int parts = Math.min(batch * slices, PARTS);
        int height = ceilDiv(rows, tile.rows()) * tile.rows();
        int stride = tile.padded(columns);
        int size = height * stride;
        Sum sum = new Sum(rows, columns, channels, window, images, slices);
        Workspace own = shelf.take();
        try {
            float[] sums = own.array(3, parts * size);
            workers.run(parts, part -> {
                int end = (part + 1) * batch * slices / parts;
                for (int slice = part * batch * slices / parts, first = slice; slice < end; slice++) {
                    sum.add(slice / slices, slice % slices, sums, part * size, stride, slice > first);
                }
            });
            for (int part = 1; part < parts; part++) {
                for (int i = 0; i < size; i++) {
                    sums[i] += sums[part * size + i];
                }
            }
            target.take(0, 0, rows, columns, sums, 0, stride);
        } finally {
            shelf.give(own);
        }
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    private final class Sum {
        private final int rows;
        private final int columns;
        private final LinesOfImages channels;
        private final int length;
        private final Tile[] tiles;
        private final WindowPanels[] panels;
        /** Where channels begin, and the last one again until a tile is full. */
        private final int[] begins;

        Sum(int rows, int columns, LinesOfImages channels, Window window, WindowPanels.Images images, int slices) {
            this.rows = rows;
            this.columns = columns;
            this.channels = channels;
            this.length = ceilDiv(channels.size(), slices);
            this.tiles = IntStream.iterate(columns, left -> left > 0, left -> left - tile.columns())
                    .mapToObj(tile::narrowed)
                    .toArray(Tile[]::new);
            this.panels = Arrays.stream(tiles)
                    .map(t -> new WindowPanels(t, shelf, window, images, true))
                    .toArray(WindowPanels[]::new);
            this.begins = IntStream.range(0, rows + tile.rows())
                    .map(row -> Math.min(row, rows - 1) * channels.size())
                    .toArray();
        }

        /** Adds what one slice of an image's positions contributes. */
        void add(int image, int slice, float[] sums, int sumsAt, int stride, boolean accumulate) {
            int first = slice * length;
            int count = Math.min(length, channels.size() - first);
            int at = channels.at() + image * channels.image() + first;
            Workspace workspace = shelf.take();
            try {
                float[] seen = workspace.array(2, count * tile.columns());
                for (int i = 0; i < tiles.length; i++) {
                    int column = i * tile.columns();
                    int width = tiles[i].columns();
                    int kept = Math.min(width, columns - column);
                    int step = image * channels.size() + first;
                    panels[i].pack(new Panels.Piece(column, kept, step, count, 0, count, width, 0), seen);
                    for (int row = 0; row < rows; row += tile.rows()) {
                        int to = sumsAt + row * stride + column;
                        tiles[i].multiplyLines(
                                count, channels.from(), at, begins, row, seen, 0, width, sums, to, stride, accumulate);
                    }
                }
            } finally {
                shelf.give(workspace);
            }
        }
    }
}
