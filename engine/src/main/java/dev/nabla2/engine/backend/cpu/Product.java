package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Arrays;

/**
 * The matrix product. Slices of both operands are packed into panels once, whatever their orientation, and then multiplied
 * tile by tile (Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008). Products with one row, one
 * column or a very short sum are computed from the operands as they lie.
 */
final class Product {
    private static final int INNER = 256;
    private static final int ROWS = 512;
    private static final int COLUMNS = 1024;
    /** Panels of the left and of the right operand in a task. */
    private static final int ROW_PANELS = 8;

    private static final int COLUMN_PANELS = 4;
    private static final int SHORT_SUM = 4;
    /** Rows or columns so few that a tile would be mostly padding. */
    private static final int THIN = 8;

    /** The multiplications below which threads are slower than one, and that a task without tiles has. */
    private static final long WORTH_SHARING = 1 << 20;

    private static final int THIN_TASK = 1 << 17;

    private final Kernels kernels;
    private final Tile tile;
    private final Workers workers;
    private final Workspace.Shelf shelf;

    Product(Kernels kernels, Workers workers, Workspace.Shelf shelf) {
        this.kernels = kernels;
        this.tile = kernels.tile();
        this.workers = workers;
        this.shelf = shelf;
    }

    void run(MatrixProduct p, float[] a, float[] b, float[] out) {
        if (p.inner() == 0) {
            Arrays.fill(out, 0, p.rows() * p.columns(), 0);
        } else if (p.columns() > 1 && (p.inner() == 1 || (p.inner() <= SHORT_SUM && !p.transposeB()))) {
            shortSums(p, a, b, out);
        } else if (p.columns() <= THIN && p.columns() <= p.rows()) {
            fewColumns(p, a, b, out);
        } else if (p.rows() <= THIN) {
            fewRows(p, a, b, out);
        } else {
            sliced(p, a, b, out);
        }
    }

    private void fewColumns(MatrixProduct p, float[] a, float[] b, float[] out) {
        for (int column = 0; column < p.columns(); column++) {
            float[] x = p.transposeB()
                    ? vector(b, column * p.inner(), 1, p.inner())
                    : vector(b, column, p.columns(), p.inner());
            byVector(a, !p.transposeA(), p.rows(), x, out, column, p.columns(), p.inner());
        }
    }

    private void fewRows(MatrixProduct p, float[] a, float[] b, float[] out) {
        for (int row = 0; row < p.rows(); row++) {
            float[] x = p.transposeA() ? vector(a, row, p.rows(), p.inner()) : vector(a, row * p.inner(), 1, p.inner());
            byVector(b, p.transposeB(), p.columns(), x, out, row * p.columns(), 1, p.inner());
        }
    }

    /** {@code count} elements that lie {@code stride} apart, as an array of their own unless they begin one. */
    private static float[] vector(float[] from, int at, int stride, int count) {
        if (at == 0 && stride == 1) {
            return from;
        }
        float[] vector = new float[count];
        for (int i = 0; i < count; i++) {
            vector[i] = from[at + i * stride];
        }
        return vector;
    }

    /** A matrix, whose {@code lines} are inner products with {@code x}, stored line by line or across. */
    private void byVector(
            float[] matrix, boolean byLine, int lines, float[] x, float[] out, int outAt, int outStride, int inner) {
        int perTask = Math.max(64, THIN_TASK / inner / 64 * 64);
        workers.run((lines + perTask - 1) / perTask, task -> {
            int start = task * perTask;
            int count = Math.min(lines - start, perTask);
            int at = outAt + start * outStride;
            if (byLine) {
                kernels.dotLines(matrix, start * inner, inner, count, x, inner, out, at, outStride);
            } else if (outStride == 1) {
                kernels.combine(x, 0, 1, matrix, start, lines, inner, out, at, count);
            } else {
                float[] dense = new float[count];
                kernels.combine(x, 0, 1, matrix, start, lines, inner, dense, 0, count);
                for (int i = 0; i < count; i++) {
                    out[at + i * outStride] = dense[i];
                }
            }
        });
    }

    private void shortSums(MatrixProduct p, float[] a, float[] b, float[] out) {
        int perTask = Math.max(1, THIN_TASK / p.columns());
        workers.run((p.rows() + perTask - 1) / perTask, task -> {
            int start = task * perTask;
            int end = Math.min(p.rows(), start + perTask);
            int done = kernels.shortSums(p, a, b, out, start, end);
            if (done == p.columns()) {
                return;
            }
            for (int row = start; row < end; row++) {
                int at = p.transposeA() ? row : row * p.inner();
                int step = p.transposeA() ? p.rows() : 1;
                int rest = p.columns() - done;
                kernels.combine(a, at, step, b, done, p.columns(), p.inner(), out, row * p.columns() + done, rest);
            }
        });
    }

    private void sliced(MatrixProduct p, float[] a, float[] b, float[] out) {
        Workspace workspace = shelf.take();
        try {
            int slices = (p.inner() + INNER - 1) / INNER;
            int inner = (p.inner() + slices - 1) / slices;
            for (int column = 0; column < p.columns(); column += COLUMNS) {
                for (int k = 0; k < p.inner(); k += inner) {
                    for (int row = 0; row < p.rows(); row += ROWS) {
                        Slice slice =
                                new Slice(p, a, b, out, row, k, column, Math.min(inner, p.inner() - k), workspace);
                        slice.run();
                    }
                }
            }
        } finally {
            shelf.give(workspace);
        }
    }

    /** A slice of the sums of a block of the result. */
    private final class Slice {
        private final MatrixProduct p;
        private final float[] a;
        private final float[] b;
        private final float[] out;
        private final int row;
        private final int k;
        private final int column;
        private final int inner;
        private final int rowPanels;
        private final int columnPanels;
        private final float[] left;
        private final float[] right;
        private final boolean share;

        Slice(
                MatrixProduct p,
                float[] a,
                float[] b,
                float[] out,
                int row,
                int k,
                int column,
                int inner,
                Workspace workspace) {
            this.p = p;
            this.a = a;
            this.b = b;
            this.out = out;
            this.row = row;
            this.k = k;
            this.column = column;
            this.inner = inner;
            int rows = Math.min(ROWS, p.rows() - row);
            int columns = Math.min(COLUMNS, p.columns() - column);
            this.rowPanels = (rows + tile.rows() - 1) / tile.rows();
            this.columnPanels = (columns + tile.columns() - 1) / tile.columns();
            this.left = workspace.array(0, rowPanels * tile.rows() * inner);
            this.right = workspace.array(1, columnPanels * tile.columns() * inner);
            this.share = (long) rows * columns * inner >= WORTH_SHARING;
        }

        void run() {
            int down = (rowPanels + ROW_PANELS - 1) / ROW_PANELS;
            int across = (columnPanels + COLUMN_PANELS - 1) / COLUMN_PANELS;
            int packRight = row == 0 ? across : 0;
            forEach(down + packRight, task -> {
                if (task < down) {
                    packLeft(task * ROW_PANELS);
                } else {
                    packRight((task - down) * COLUMN_PANELS);
                }
            });
            forEach(down * across, task -> multiply(task % down * ROW_PANELS, task / down * COLUMN_PANELS));
        }

        private void forEach(int tasks, java.util.function.IntConsumer body) {
            if (share) {
                workers.run(tasks, body);
            } else {
                for (int task = 0; task < tasks; task++) {
                    body.accept(task);
                }
            }
        }

        private void packLeft(int panel) {
            int first = row + panel * tile.rows();
            int lines = Math.min(Math.min(ROW_PANELS, rowPanels - panel) * tile.rows(), p.rows() - first);
            int along = p.transposeA() ? p.rows() : 1;
            int across = p.transposeA() ? 1 : p.inner();
            int at = first * across + k * along;
            Packing.pack(tile, a, at, along, across, lines, inner, tile.rows(), left, panel * tile.rows() * inner);
        }

        private void packRight(int panel) {
            int first = column + panel * tile.columns();
            int lines = Math.min(Math.min(COLUMN_PANELS, columnPanels - panel) * tile.columns(), p.columns() - first);
            int along = p.transposeB() ? 1 : p.columns();
            int across = p.transposeB() ? p.inner() : 1;
            int at = first * across + k * along;
            Packing.pack(
                    tile, b, at, along, across, lines, inner, tile.columns(), right, panel * tile.columns() * inner);
        }

        private void multiply(int rowPanel, int columnPanel) {
            int rowEnd = Math.min(rowPanels, rowPanel + ROW_PANELS);
            int columnEnd = Math.min(columnPanels, columnPanel + COLUMN_PANELS);
            for (int j = columnPanel; j < columnEnd; j++) {
                for (int i = rowPanel; i < rowEnd; i++) {
                    int r = row + i * tile.rows();
                    int c = column + j * tile.columns();
                    if (r + tile.rows() <= p.rows() && c + tile.columns() <= p.columns()) {
                        tile(i, j, out, r * p.columns() + c, p.columns(), k > 0);
                    } else {
                        edge(i, j, r, c);
                    }
                }
            }
        }

        private void tile(int i, int j, float[] to, int at, int stride, boolean accumulate) {
            int leftAt = i * tile.rows() * inner;
            int rightAt = j * tile.columns() * inner;
            tile.multiply(inner, left, leftAt, right, rightAt, to, at, stride, accumulate);
        }

        /** A tile that reaches over the result's edge is computed in scratch memory. */
        private void edge(int i, int j, int r, int c) {
            Workspace workspace = shelf.take();
            try {
                float[] scratch = workspace.array(2, tile.rows() * tile.columns());
                tile(i, j, scratch, 0, tile.columns(), false);
                int rows = Math.min(tile.rows(), p.rows() - r);
                int columns = Math.min(tile.columns(), p.columns() - c);
                for (int y = 0; y < rows; y++) {
                    int at = (r + y) * p.columns() + c;
                    for (int x = 0; x < columns; x++) {
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
