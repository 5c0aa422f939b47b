package dev.nabla2.engine.backend.cpu;

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
            float[] m,
            int at,
            int stride,
            int lines,
            float[] x,
            int xAt,
            int count,
            float[] out,
            int outAt,
            int outStride,
            float[] scratch) {
        VectorReductions.dotLines(m, at, stride, lines, x, xAt, count, out, outAt, outStride, scratch);
    }

    @Override
    public int shortSums(
            int inner,
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int bAt,
            int columns,
            float[] out,
            int outAt,
            int from,
            int to) {
        if (inner > 2) {
            return 0;
        }
        int whole = columns / LANES * LANES;
        if (inner == 1) {
            VectorShortSums.ones(a, aAt, aRow, b, bAt, columns, out, outAt, from, to, whole);
        } else {
            VectorShortSums.twos(a, aAt, aRow, aStep, b, bAt, columns, out, outAt, from, to, whole);
        }
        return whole;
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

    @Override
    public void combineTwo(
            float[] x,
            int xAt,
            int xStride,
            int xNext,
            float[] m,
            int mAt,
            int mStride,
            int inner,
            float[] out,
            int outAt,
            int outNext,
            int columns) {
        int wide = VectorReductions.combineTwo(
                x, xAt, xStride, xNext, m, mAt, mStride, inner, out, outAt, outNext, columns);
        if (wide < columns) {
            int rest = columns - wide;
            combine(x, xAt, xStride, m, mAt + wide, mStride, inner, out, outAt + wide, rest);
            combine(x, xAt + xNext, xStride, m, mAt + wide, mStride, inner, out, outAt + outNext + wide, rest);
        }
    }
}
