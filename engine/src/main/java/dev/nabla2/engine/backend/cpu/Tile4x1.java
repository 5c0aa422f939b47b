package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 4 rows and 1 vector of columns. */
final class Tile4x1 extends VectorTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int rows() {
        return 4;
    }

    @Override
    public int columns() {
        return LANES;
    }

    @Override
    public void multiplyLines(
            int inner,
            float[] a,
            int aAt,
            int[] rows,
            int row,
            float[] b,
            int bAt,
            int bStep,
            float[] out,
            int outAt,
            int stride,
            boolean accumulate) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        int a0 = aAt + rows[row];
        int a1 = aAt + rows[row + 1];
        int a2 = aAt + rows[row + 2];
        int a3 = aAt + rows[row + 3];
        for (int k = 0; k < inner; k++) {
            int j = bAt + k * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
            c00 = x0.fma(b0, c00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
            c10 = x1.fma(b0, c10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
            c20 = x2.fma(b0, c20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
            c30 = x3.fma(b0, c30);
        }
        if (accumulate) {
            c00.add(FloatVector.fromArray(SPECIES, out, outAt)).intoArray(out, outAt);
            c10.add(FloatVector.fromArray(SPECIES, out, outAt + stride)).intoArray(out, outAt + stride);
            c20.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride)).intoArray(out, outAt + 2 * stride);
            c30.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride)).intoArray(out, outAt + 3 * stride);
        } else {
            c00.intoArray(out, outAt);
            c10.intoArray(out, outAt + stride);
            c20.intoArray(out, outAt + 2 * stride);
            c30.intoArray(out, outAt + 3 * stride);
        }
    }

    @Override
    public void multiplySteps(
            int inner,
            float[] a,
            int aAt,
            int[] steps,
            int step,
            float[] b,
            int bAt,
            int bStep,
            float[] out,
            int outAt,
            int stride,
            boolean accumulate) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        for (int k = 0; k < inner; k++) {
            int i = aAt + steps[step + k];
            int j = bAt + k * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = x0.fma(b0, c00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = x1.fma(b0, c10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = x2.fma(b0, c20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = x3.fma(b0, c30);
        }
        if (accumulate) {
            c00.add(FloatVector.fromArray(SPECIES, out, outAt)).intoArray(out, outAt);
            c10.add(FloatVector.fromArray(SPECIES, out, outAt + stride)).intoArray(out, outAt + stride);
            c20.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride)).intoArray(out, outAt + 2 * stride);
            c30.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride)).intoArray(out, outAt + 3 * stride);
        } else {
            c00.intoArray(out, outAt);
            c10.intoArray(out, outAt + stride);
            c20.intoArray(out, outAt + 2 * stride);
            c30.intoArray(out, outAt + 3 * stride);
        }
    }
}
