package dev.nabla2.engine.backend.cpu;

import java.util.function.IntConsumer;

/**
 * A product of two matrices that need not lie anywhere as matrices. Slices of both are packed into panels once, by whoever
 * knows where their elements are, and then multiplied tile by tile (Goto and van de Geijn, Anatomy of high-performance matrix
 * multiplication, 2008).
 *
 * <p>Where the product is cut depends on its sizes alone, and slices of a sum are added in their order.
 */
final class TiledProduct {
    private static final int INNER = 256;
    private static final int ROWS = 512;
    private static final int COLUMNS = 1024;
    /** Panels of the left and of the right operand in a task. */
    private static final int ROW_PANELS = 16;

    private static final int COLUMN_PANELS = 2;
    /** Elements of a result that is kept until its sums are finished. */
    private static final int BLOCK = 1 << 19;

    /** The multiplications below which threads are slower than one. */
    private static final long WORTH_SHARING = 1 << 20;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    TiledProduct(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    /** Gives {@code target} the product of {@code rows} lines of {@code left} and {@code columns} lines of {@code right}. */
    void run(int rows, int inner, int columns, Panels left, Panels right, Target target) {
        Workspace workspace = shelf.take();
        try {
            Cut cut = new Cut(rows, inner, columns, left, right, target);
            int length = sliceLength(inner, Math.max(left.unit(), right.unit()));
            int height = ROWS / tile.rows() * tile.rows();
            int width = blockColumns(rows, target);
            for (int column = 0; column < columns; column += width) {
                for (int k = 0; k < inner; k += length) {
                    for (int row = 0; row < rows; row += height) {
                        int r = Math.min(height, rows - row);
                        int c = Math.min(width, columns - column);
                        new Slice(cut, row, r, k, Math.min(length, inner - k), column, c, workspace).run();
                    }
                }
            }
        } finally {
            shelf.give(workspace);
        }
    }

    private static int sliceLength(int inner, int unit) {
        if (unit > 1 && unit <= INNER) {
            return INNER / unit * unit;
        }
        int slices = ceilDiv(inner, INNER);
        return ceilDiv(inner, slices);
    }

    private int blockColumns(int rows, Target target) {
        if (target instanceof Target.Matrix) {
            return COLUMNS;
        }
        int group = COLUMN_PANELS * tile.columns();
        return Math.min(COLUMNS, Math.max(1, BLOCK / rows / group) * group);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    /** What is multiplied. */
    private record Cut(int rows, int inner, int columns, Panels left, Panels right, Target target) {}

    /** A slice of the sums of a block of the result. */
    private final class Slice {
        private final Cut p;
        private final int row;
        private final int rows;
        private final int k;
        private final int inner;
        private final int column;
        private final int columns;
        private final int rowPanels;
        private final int columnPanels;
        private final float[] left;
        private final float[] right;
        private final float[] out;
        private final int outAt;
        private final int outStride;
        private final boolean direct;
        private final boolean share;
        private final int[] steps;

        Slice(Cut p, int row, int rows, int k, int inner, int column, int columns, Workspace workspace) {
            this.p = p;
            this.row = row;
            this.rows = rows;
            this.k = k;
            this.inner = inner;
            this.column = column;
            this.columns = columns;
            this.rowPanels = ceilDiv(rows, tile.rows());
            this.columnPanels = ceilDiv(columns, tile.columns());
            this.left = workspace.array(0, rowPanels * tile.rows() * inner);
            this.right = workspace.array(1, columnPanels * tile.columns() * inner);
            this.direct = p.target() instanceof Target.Matrix;
            if (p.target() instanceof Target.Matrix matrix) {
                this.out = matrix.out();
                this.outStride = matrix.stride();
                this.outAt = matrix.at() + row * outStride + column;
            } else {
                this.outStride = columnPanels * tile.columns();
                this.out = workspace.array(3, ceilDiv(p.rows(), tile.rows()) * tile.rows() * outStride);
                this.outAt = row * outStride;
            }
            this.steps = workspace.multiples(tile.rows(), inner);
            this.share = (long) rows * columns * inner >= WORTH_SHARING;
        }

        void run() {
            Packer packLeft = new Packer(p.left(), row, rows, tile.rows(), left);
            Packer packRight = new Packer(p.right(), column, columns, tile.columns(), right);
            int packed = row == 0 ? packRight.tasks() : 0;
            forEach(packLeft.tasks() + packed, task -> {
                if (task < packed) {
                    packRight.run(task);
                } else {
                    packLeft.run(task - packed);
                }
            });
            int down = ceilDiv(rowPanels, ROW_PANELS);
            int across = ceilDiv(columnPanels, COLUMN_PANELS);
            forEach(down * across, task -> multiply(task % down * ROW_PANELS, task / down * COLUMN_PANELS));
        }

        private void forEach(int tasks, IntConsumer body) {
            if (share) {
                workers.run(tasks, body);
            } else {
                for (int task = 0; task < tasks; task++) {
                    body.accept(task);
                }
            }
        }

        /** Packs one operand in pieces of so many lines and steps. */
        private final class Packer {
            private final Panels panels;
            private final int first;
            private final int lines;
            private final int width;
            private final float[] to;
            private final int linesInTask;
            private final int stepsInTask;
            private final int down;

            Packer(Panels panels, int first, int lines, int width, float[] to) {
                this.panels = panels;
                this.first = first;
                this.lines = lines;
                this.width = width;
                this.to = to;
                this.linesInTask = Math.max(1, panels.linesInTask() / width) * width;
                this.stepsInTask = Math.min(inner, panels.stepsInTask());
                this.down = ceilDiv(lines, linesInTask);
            }

            int tasks() {
                return down * ceilDiv(inner, stepsInTask);
            }

            void run(int task) {
                int line = task % down * linesInTask;
                int step = task / down * stepsInTask;
                int count = Math.min(linesInTask, lines - line);
                int end = Math.min(inner, step + stepsInTask);
                panels.pack(new Panels.Piece(first + line, count, k, inner, step, end, width, line * inner), to);
            }
        }

        private void multiply(int rowPanel, int columnPanel) {
            int rowEnd = Math.min(rowPanels, rowPanel + ROW_PANELS);
            int columnEnd = Math.min(columnPanels, columnPanel + COLUMN_PANELS);
            for (int j = columnPanel; j < columnEnd; j++) {
                for (int i = rowPanel; i < rowEnd; i++) {
                    int r = i * tile.rows();
                    int c = j * tile.columns();
                    if (!direct || (r + tile.rows() <= rows && c + tile.columns() <= columns)) {
                        tile(i, j, out, outAt + r * outStride + c, outStride, k > 0);
                    } else {
                        edge(i, j, r, c);
                    }
                }
            }
            if (!direct && k + inner == p.inner()) {
                int r = rowPanel * tile.rows();
                int c = columnPanel * tile.columns();
                int height = Math.min(rows, rowEnd * tile.rows()) - r;
                int width = Math.min(columns, columnEnd * tile.columns()) - c;
                p.target().take(row + r, column + c, height, width, out, outAt + r * outStride + c, outStride);
            }
        }

        private void tile(int i, int j, float[] to, int at, int stride, boolean accumulate) {
            int leftAt = i * tile.rows() * inner;
            int rightAt = j * tile.columns() * inner;
            tile.multiplySteps(
                    inner, left, leftAt, steps, 0, right, rightAt, tile.columns(), to, at, stride, accumulate);
        }

        /** A tile that reaches over the result's edge is computed in scratch memory. */
        private void edge(int i, int j, int r, int c) {
            Workspace workspace = shelf.take();
            try {
                float[] scratch = workspace.array(2, tile.rows() * tile.columns());
                tile(i, j, scratch, 0, tile.columns(), false);
                int height = Math.min(tile.rows(), rows - r);
                int width = Math.min(tile.columns(), columns - c);
                for (int y = 0; y < height; y++) {
                    int at = outAt + (r + y) * outStride + c;
                    for (int x = 0; x < width; x++) {
                        float sum = scratch[y * tile.columns() + x];
                        out[at + x] = k > 0 ? sum + out[at + x] : sum;
                    }
                }
            } finally {
                shelf.give(workspace);
            }
        }
    }
}
