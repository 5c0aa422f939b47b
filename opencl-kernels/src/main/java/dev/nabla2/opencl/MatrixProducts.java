package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Batch;
import dev.nabla2.engine.backend.MatrixProduct;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Matrix products in tiles, of operands as they lie or packed, as {@code matmul.cl} and {@code operands.cl} explain; or by work-groups, where
 * parameters say so.
 */
final class MatrixProducts {
    /** As in {@code operands.cl}. */
    private static final int CHUNK = 64;

    /** About how many numbers of the left operand should stay at hand, which is half a megabyte. */
    private static final int AT_HAND = 1 << 17;

    /** How many numbers of the right operand are in the fastest memory beside what else is there. */
    private static final int NEAREST = 1 << 12;

    /** Items of a work-group that share nothing. */
    private static final int LARGEST_GROUP = 64;

    private record Tile(int rows, int columns) {}

    private final ProductParameters parameters;
    private final Programs programs;
    private final Kernels kernels;
    private final DeviceMemory memory;
    private final GroupedProducts grouped;
    private final boolean isShared;
    private final int group;
    private final Map<Tile, Kernel> multiply = new ConcurrentHashMap<>();

    MatrixProducts(ProductParameters parameters, Programs programs, Kernels kernels, DeviceMemory memory) {
        this.parameters = parameters;
        this.programs = programs;
        this.kernels = kernels;
        this.memory = memory;
        grouped = new GroupedProducts(parameters, programs);
        isShared = parameters.depth() > 0;
        group = isShared ? Math.min(LARGEST_GROUP, parameters.down() * parameters.across()) : 1;
    }

    void run(MatrixProduct p, Batch batch, DeviceBuffer a, DeviceBuffer b, DeviceBuffer out) {
        if (batch.count() == 0 || p.rows() == 0 || p.columns() == 0) {
            return;
        }
        Operand left = Operand.of(a, p.rows(), p.inner(), !p.transposeA(), batch.strideA());
        Operand right = Operand.of(b, p.columns(), p.inner(), p.transposeB(), batch.strideB());
        boolean packs = isReused(p, batch);
        if (packs && isShared) {
            grouped.run(batch.count(), p.inner(), left, right, out);
        } else if (!packs && isBetterTurned(left, right)) {
            // The transpose of the right operand times that of the left.
            multiply(p.inner(), batch, false, right, left, out, 1, p.columns());
        } else {
            multiply(p.inner(), batch, packs, left, right, out, p.columns(), 1);
        }
    }

    /** Whether each number is used often enough to be worth a second place. */
    private boolean isReused(MatrixProduct p, Batch batch) {
        long numbers = (long) p.rows() + p.columns();
        boolean fits =
                batch.count() * (numbers + parameters.rows() + parameters.columns()) * p.inner() < Integer.MAX_VALUE;
        return fits && 2L * p.rows() * p.columns() >= parameters.reuse() * numbers;
    }

    /** A right operand that does not lie as tiles want it costs a pass over it, which is cheap if it is narrow; but then lanes are idle. */
    private boolean isBetterTurned(Operand left, Operand right) {
        return right.isAlongSide()
                ? left.isAlongSide() && right.side() < Math.min(parameters.lanes(), left.side())
                : left.isAlongSide() || left.side() < Math.min(parameters.lanes(), right.side());
    }

    private void multiply(
            int inner, Batch batch, boolean packs, Operand a, Operand b, DeviceBuffer out, int rowO, int columnO) {
        Tile tile = new Tile(rows(a.side()), columns(b.side()));
        Operand left = packs ? packed(a, inner, tile.rows(), batch) : a;
        Operand right = packs || !b.isAlongSide() ? packed(b, inner, tile.columns(), batch) : b;
        int down = a.panels(tile.rows());
        int across = b.panels(tile.columns());
        multiply.computeIfAbsent(tile, this::built)
                .run(
                        batch.count() * down * across,
                        a.side(),
                        inner,
                        b.side(),
                        Math.min(down, block(tile, inner, b.side())),
                        left.panel(),
                        left.stepSide(),
                        left.stepInner(),
                        left.stride(),
                        right.panel(),
                        right.stepInner(),
                        right.stride(),
                        rowO,
                        columnO,
                        left.buffer(),
                        right.buffer(),
                        out);
        if (!left.equals(a)) {
            left.buffer().release();
        }
        if (!right.equals(b)) {
            right.buffer().release();
        }
    }

    /** How many tiles below each other come before those beside them. Items of a group should rather share memory lines of a row. */
    private int block(Tile tile, int inner, int columns) {
        boolean isAllOfRightAtHand = (long) inner * columns <= NEAREST;
        return isShared || isAllOfRightAtHand ? 1 : (int) Math.max(4, AT_HAND / ((long) tile.rows() * inner + 1));
    }

    private Operand packed(Operand operand, int inner, int width, Batch batch) {
        int count = operand.stride() == 0 ? 1 : batch.count();
        int panels = operand.panels(width);
        int panel = width * inner;
        DeviceBuffer packed = memory.allocate((long) count * panels * panel);
        kernels.of("pack_operand", "operands.cl")
                .inGroupsOfUpTo(group)
                .run(
                        count * panels * ((inner + CHUNK - 1) / CHUNK),
                        width,
                        operand.side(),
                        inner,
                        operand.stepSide(),
                        operand.stepInner(),
                        operand.stride(),
                        operand.buffer(),
                        packed);
        return new Operand(packed, operand.side(), 1, width, count == 1 ? 0 : panels * panel, panel);
    }

    /**
     * How many rows a tile has where the matrix has so many. There are few shapes, for each is compiled; and items that share nothing are many
     * on a device where others do, which small tiles leave registers for.
     */
    private int rows(int rows) {
        return rows >= parameters.rows() && !isShared ? parameters.rows() : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
    }

    private int columns(int columns) {
        return columns >= parameters.columns() && !isShared
                ? parameters.columns()
                : columns >= parameters.lanes() ? parameters.lanes() : columns >= 4 ? 4 : 1;
    }

    private Kernel built(Tile tile) {
        int width = Math.min(parameters.lanes(), tile.columns());
        String defined = "#define ROWS " + tile.rows()
                + "\n#define WIDTH " + width
                + "\n#define VECTORS " + tile.columns() / width + "\n";
        return programs.kernel(defined + Sources.of("vectors.cl", "matmul.cl"), "multiply")
                .inGroupsOfUpTo(group);
    }
}
