package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.MatrixProduct;
import java.util.function.IntConsumer;

/**
 * A product of two matrices that lie in memory, tile by tile. The left one is read in place. So is the right one where it is
 * small and its columns fill vectors; otherwise a slice of it at a time is packed into panels of a tile's width.
 *
 * <p>Where the product is cut depends on its sizes alone, and slices of a sum are added in their order. An instance can be
 * run again and again, and then allocates nothing.
 */
final class DenseProduct implements IntConsumer {
    /** The steps of a slice of the sums, at most. */
    private static final int SLICE = 1024;
    /** The elements of a packed slice of a block of columns, at most: half of a core's own cache. */
    private static final int PACKED = 1 << 17;

    /** The elements of a right operand that stays in the nearest caches as it lies. */
    private static final int SMALL = 1 << 16;

    /** Rows so few that packing the right operand for them is not worth while, unless it has more columns than these. */
    private static final int FEW_ROWS = 64;

    private static final int NEAR_COLUMNS = 512;

    /** The multiplications of a task, and the tasks that are enough. */
    private static final int LEAST_IN_TASK = 1 << 17;

    private static final int MOST_IN_TASK = 1 << 20;
    private static final int ENOUGH_TASKS = 32;
    /** The multiplications below which threads are slower than one, and the elements in packing. */
    private static final long WORTH_SHARING = 1 << 19;

    private static final int WORTH_SHARING_PACKING = 1 << 15;

    private final Tile tile;
    private final Workers workers;
    private final Shelf<Workspace> shelf;

    private MatrixProduct p;
    private float[] a;
    private int aAt;
    private int aStep;
    private boolean byLine;
    private final Multiples multiples = new Multiples();
    private int[] places;
    private float[] b;
    private int bAt;
    private float[] out;
    private int outAt;

    private boolean inPlace;
    private float[] packed;
    /** Where the panels of the present slice and block begin. */
    private int packedAt;

    /** The slice of the sums, and the block of columns, that is being computed. */
    private int slice;

    private int steps;
    private int firstColumn;
    private int columns;
    private int panels;
    private Tile last;

    private boolean packing;
    private int rowsInTask;

    DenseProduct(Tile tile, Workers workers, Shelf<Workspace> shelf) {
        this.tile = tile;
        this.workers = workers;
        this.shelf = shelf;
    }

    /** Computes a product with at least one step; its left operand begins at {@code a[aAt]}, and so on. */
    void run(
            MatrixProduct product, float[] left, int leftAt, float[] right, int rightAt, float[] result, int resultAt) {
        p = product;
        a = left;
        aAt = leftAt;
        b = right;
        bAt = rightAt;
        out = result;
        outAt = resultAt;
        inPlace = isInPlace();
        work(!inPlace, true);
    }

    /** The elements that the right operand's panels have; 0 where it is read in place. */
    int packedSize(MatrixProduct product) {
        p = product;
        int whole = (p.columns() - 1) / tile.columns() * tile.columns();
        return isInPlace() ? 0 : (whole + tile.narrowed(p.columns() - whole).columns()) * p.inner();
    }

    /** Makes all panels of a right operand. */
    void pack(MatrixProduct product, float[] right, float[] panels) {
        p = product;
        b = right;
        bAt = 0;
        packed = panels;
        inPlace = false;
        work(true, false);
    }

    /** Computes a product whose right operand's panels were made. */
    void multiply(MatrixProduct product, float[] left, float[] panels, float[] result) {
        p = product;
        a = left;
        aAt = 0;
        packed = panels;
        out = result;
        outAt = 0;
        inPlace = false;
        work(false, true);
    }

    private void work(boolean packs, boolean multiplies) {
        Workspace workspace = shelf.take();
        try {
            if (multiplies) {
                byLine = !p.transposeA();
                aStep = byLine ? p.inner() : p.rows();
                if (p.rows() < tile.rows()) {
                    packLeft(workspace);
                }
                places = multiples.of(aStep, byLine ? tile.rows() : Math.min(p.inner(), SLICE));
            }
            blocks(workspace, packs, multiplies);
        } finally {
            shelf.give(workspace);
            a = null;
            b = null;
            out = null;
            packed = null;
        }
    }

    /** Fewer rows than a tile has: the others are zeros. */
    private void packLeft(Workspace workspace) {
        int width = tile.rows();
        float[] to = workspace.array(0, p.inner() * width);
        int along = p.transposeA() ? p.rows() : 1;
        int across = p.transposeA() ? 1 : p.inner();
        Packing.pack(tile, a, aAt, along, across, p.rows(), p.inner(), to, 0, width);
        a = to;
        aAt = 0;
        aStep = width;
        byLine = false;
    }

    private void blocks(Workspace workspace, boolean packs, boolean multiplies) {
        int length = ceilDiv(p.inner(), ceilDiv(p.inner(), SLICE));
        int block = inPlace ? p.columns() : blockColumns(length);
        boolean keepsAll = packs != multiplies;
        packedAt = 0;
        for (firstColumn = 0; firstColumn < p.columns(); firstColumn += block) {
            columns = Math.min(block, p.columns() - firstColumn);
            panels = ceilDiv(columns, tile.columns());
            last = tile.narrowed(columns - (panels - 1) * tile.columns());
            for (slice = 0; slice < p.inner(); slice += length) {
                steps = Math.min(length, p.inner() - slice);
                int size = ((panels - 1) * tile.columns() + last.columns()) * steps;
                if (packs) {
                    packed = keepsAll ? packed : workspace.array(1, size);
                    packing = true;
                    share(panels, columns * steps >= WORTH_SHARING_PACKING);
                }
                if (multiplies) {
                    packing = false;
                    rowsInTask = Math.max(1, inTask() / tile.columns() / steps / tile.rows()) * tile.rows();
                    boolean worth = (long) p.rows() * columns * steps >= WORTH_SHARING;
                    share(ceilDiv(p.rows(), rowsInTask) * panels, worth);
                }
                packedAt += keepsAll ? size : 0;
            }
        }
    }

    private boolean isInPlace() {
        boolean near = p.rows() < FEW_ROWS && p.columns() <= NEAR_COLUMNS;
        int rest = p.columns() % tile.columns();
        return !p.transposeB()
                && (rest == 0 || tile.narrowed(rest).columns() == rest)
                && (near || p.inner() * p.columns() <= SMALL);
    }

    private int blockColumns(int length) {
        return Math.max(1, PACKED / length / tile.columns()) * tile.columns();
    }

    private int inTask() {
        long all = (long) p.rows() * columns * steps;
        return (int) Math.max(LEAST_IN_TASK, Math.min(all / ENOUGH_TASKS, MOST_IN_TASK));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    private void share(int tasks, boolean worth) {
        if (worth) {
            workers.run(tasks, this);
        } else {
            for (int task = 0; task < tasks; task++) {
                accept(task);
            }
        }
    }

    @Override
    public void accept(int task) {
        if (packing) {
            pack(task);
        } else {
            int blocks = ceilDiv(p.rows(), rowsInTask);
            int row = task % blocks * rowsInTask;
            multiply(task / blocks, row, Math.min(p.rows(), row + rowsInTask));
        }
    }

    private Tile tileOf(int panel) {
        return panel == panels - 1 ? last : tile;
    }

    private void pack(int panel) {
        int width = tileOf(panel).columns();
        int column = firstColumn + panel * tile.columns();
        int along = p.transposeB() ? 1 : p.columns();
        int across = p.transposeB() ? p.inner() : 1;
        int kept = Math.min(width, p.columns() - column);
        int from = bAt + column * across + slice * along;
        int to = packedAt + panel * tile.columns() * steps;
        Packing.pack(tile, b, from, along, across, kept, steps, packed, to, width);
    }

    private void multiply(int panel, int row, int end) {
        Tile t = tileOf(panel);
        int column = firstColumn + panel * tile.columns();
        int whole = p.columns() - column < t.columns() ? row : row + (end - row) / t.rows() * t.rows();
        for (int r = row; r < whole; r += t.rows()) {
            tile(t, panel, r, out, outAt + r * p.columns() + column, p.columns(), slice > 0);
        }
        for (int r = whole; r < end; r += t.rows()) {
            edge(t, panel, r, Math.min(end, r + t.rows()), column);
        }
    }

    private void tile(Tile t, int panel, int row, float[] to, int at, int stride, boolean accumulate) {
        float[] right = inPlace ? b : packed;
        int column = panel * tile.columns();
        int rightAt = inPlace ? bAt + slice * p.columns() + firstColumn + column : packedAt + column * steps;
        int rightStep = inPlace ? p.columns() : t.columns();
        if (byLine) {
            t.multiplyLines(
                    steps,
                    a,
                    aAt + row * aStep + slice,
                    places,
                    0,
                    right,
                    rightAt,
                    rightStep,
                    to,
                    at,
                    stride,
                    accumulate);
        } else {
            t.multiplySteps(
                    steps,
                    a,
                    aAt + slice * aStep + row,
                    places,
                    0,
                    right,
                    rightAt,
                    rightStep,
                    to,
                    at,
                    stride,
                    accumulate);
        }
    }

    /** A tile that reaches over the result's edge is computed in scratch memory; it begins where its rows are all there. */
    private void edge(Tile t, int panel, int row, int end, int column) {
        Workspace workspace = shelf.take();
        try {
            float[] scratch = workspace.array(2, t.rows() * t.columns());
            int first = Math.max(0, Math.min(row, p.rows() - t.rows()));
            tile(t, panel, first, scratch, 0, t.columns(), false);
            int width = Math.min(t.columns(), p.columns() - column);
            for (int r = row; r < end; r++) {
                int from = (r - first) * t.columns();
                copy(scratch, from, outAt + r * p.columns() + column, width);
            }
        } finally {
            shelf.give(workspace);
        }
    }

    private void copy(float[] from, int fromAt, int to, int count) {
        if (slice == 0) {
            System.arraycopy(from, fromAt, out, to, count);
        } else {
            for (int i = 0; i < count; i++) {
                out[to + i] += from[fromAt + i];
            }
        }
    }
}
