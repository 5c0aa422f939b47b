package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.MatrixProduct;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Kernels in the JDK's Vector API. {@link KernelChoice} loads this class by its name. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final Tile tile = VectorTile.preferred();
    private final Map<String, Dense> elementwise = new HashMap<>();

    VectorKernels() {
        elementwise.put("floor", ScalarLimits.ALL.get("floor"));
        elementwise.putAll(VectorLimits.ALL);
        elementwise.putAll(VectorUnary.ALL);
        elementwise.putAll(VectorSmooth.ALL);
        elementwise.putAll(VectorBinary.ALL);
    }

    @Override
    public String description() {
        return "vector kernels, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public Optional<Dense> elementwise(String name) {
        return Optional.ofNullable(elementwise.get(name));
    }

    @Override
    public Optional<DenseUpdate> update(String name) {
        return Optional.ofNullable(VectorUpdates.ALL.get(name));
    }

    @Override
    public Tile tile() {
        return tile;
    }

    @Override
    public void pack(float[] from, int count, float[] to, int toAt) {
        VectorMasks.pack(from, count, to, toAt);
    }

    @Override
    public void unpack(float[] from, int fromAt, float[] to, int count) {
        VectorMasks.unpack(from, fromAt, to, count);
    }

    @Override
    public double sum(float[] x, int at, int count, float[] scratch) {
        return VectorReductions.sum(x, at, count, scratch);
    }

    @Override
    public void sumRows(float[] x, int at, int rows, int stride, int columns, float[] out) {
        VectorReductions.sumRows(x, at, rows, stride, columns, out);
    }

    @Override
    public boolean isFinite(float[] x, int at, int count) {
        return VectorReductions.isFinite(x, at, count);
    }

    @Override
    public void dotLines(
            float[] m, int at, int stride, int lines, float[] x, int count, float[] out, int outAt, int outStride) {
        VectorReductions.dotLines(m, at, stride, lines, x, count, out, outAt, outStride);
    }

    @Override
    public int shortSums(MatrixProduct p, Product.Operands operands, int from, int to) {
        if (p.inner() > 2) {
            return 0;
        }
        int columns = p.columns() / LANES * LANES;
        int aRow = p.transposeA() ? 1 : p.inner();
        int aStep = p.transposeA() ? p.rows() : 1;
        VectorShortSums.multiply(p.inner(), operands, aRow, aStep, p.columns(), from, to, columns);
        return columns;
    }

    @Override
    public void combine(
            float[] x,
            int xAt,
            int xStride,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int columns) {
        VectorReductions.combine(x, xAt, xStride, m, mAt, mStride, inner, out, outAt, columns);
    }
}
