package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of 6 rows and 2 vectors of columns: 12 sums, 2 vectors of the right operand and 1 of the left in 16 registers.
 *
 * <p>Written out, because the compiler keeps the sums in registers only where each is a variable that is assigned in one place
 * of the loop.
 */
final class Tile6x2 extends VectorTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int rows() {
        return 6;
    }

    @Override
    public int columns() {
        return 2 * LANES;
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
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c40 = FloatVector.zero(SPECIES);
        FloatVector c41 = FloatVector.zero(SPECIES);
        FloatVector c50 = FloatVector.zero(SPECIES);
        FloatVector c51 = FloatVector.zero(SPECIES);
        int a0 = aAt + rows[row];
        int a1 = aAt + rows[row + 1];
        int a2 = aAt + rows[row + 2];
        int a3 = aAt + rows[row + 3];
        int a4 = aAt + rows[row + 4];
        int a5 = aAt + rows[row + 5];
        for (int k = 0; k < inner; k++) {
            int j = bAt + k * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        if (accumulate) {
            c00.add(FloatVector.fromArray(SPECIES, out, outAt)).intoArray(out, outAt);
            c01.add(FloatVector.fromArray(SPECIES, out, outAt + LANES)).intoArray(out, outAt + LANES);
            c10.add(FloatVector.fromArray(SPECIES, out, outAt + stride)).intoArray(out, outAt + stride);
            c11.add(FloatVector.fromArray(SPECIES, out, outAt + stride + LANES)).intoArray(out, outAt + stride + LANES);
            c20.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride)).intoArray(out, outAt + 2 * stride);
            c21.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + LANES))
                    .intoArray(out, outAt + 2 * stride + LANES);
            c30.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride)).intoArray(out, outAt + 3 * stride);
            c31.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + LANES))
                    .intoArray(out, outAt + 3 * stride + LANES);
            c40.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * stride)).intoArray(out, outAt + 4 * stride);
            c41.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * stride + LANES))
                    .intoArray(out, outAt + 4 * stride + LANES);
            c50.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * stride)).intoArray(out, outAt + 5 * stride);
            c51.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * stride + LANES))
                    .intoArray(out, outAt + 5 * stride + LANES);
        } else {
            c00.intoArray(out, outAt);
            c01.intoArray(out, outAt + LANES);
            c10.intoArray(out, outAt + stride);
            c11.intoArray(out, outAt + stride + LANES);
            c20.intoArray(out, outAt + 2 * stride);
            c21.intoArray(out, outAt + 2 * stride + LANES);
            c30.intoArray(out, outAt + 3 * stride);
            c31.intoArray(out, outAt + 3 * stride + LANES);
            c40.intoArray(out, outAt + 4 * stride);
            c41.intoArray(out, outAt + 4 * stride + LANES);
            c50.intoArray(out, outAt + 5 * stride);
            c51.intoArray(out, outAt + 5 * stride + LANES);
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
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c40 = FloatVector.zero(SPECIES);
        FloatVector c41 = FloatVector.zero(SPECIES);
        FloatVector c50 = FloatVector.zero(SPECIES);
        FloatVector c51 = FloatVector.zero(SPECIES);
        for (int k = 0; k < inner; k++) {
            int i = aAt + steps[step + k];
            int j = bAt + k * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[i + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[i + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        if (accumulate) {
            c00.add(FloatVector.fromArray(SPECIES, out, outAt)).intoArray(out, outAt);
            c01.add(FloatVector.fromArray(SPECIES, out, outAt + LANES)).intoArray(out, outAt + LANES);
            c10.add(FloatVector.fromArray(SPECIES, out, outAt + stride)).intoArray(out, outAt + stride);
            c11.add(FloatVector.fromArray(SPECIES, out, outAt + stride + LANES)).intoArray(out, outAt + stride + LANES);
            c20.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride)).intoArray(out, outAt + 2 * stride);
            c21.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + LANES))
                    .intoArray(out, outAt + 2 * stride + LANES);
            c30.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride)).intoArray(out, outAt + 3 * stride);
            c31.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + LANES))
                    .intoArray(out, outAt + 3 * stride + LANES);
            c40.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * stride)).intoArray(out, outAt + 4 * stride);
            c41.add(FloatVector.fromArray(SPECIES, out, outAt + 4 * stride + LANES))
                    .intoArray(out, outAt + 4 * stride + LANES);
            c50.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * stride)).intoArray(out, outAt + 5 * stride);
            c51.add(FloatVector.fromArray(SPECIES, out, outAt + 5 * stride + LANES))
                    .intoArray(out, outAt + 5 * stride + LANES);
        } else {
            c00.intoArray(out, outAt);
            c01.intoArray(out, outAt + LANES);
            c10.intoArray(out, outAt + stride);
            c11.intoArray(out, outAt + stride + LANES);
            c20.intoArray(out, outAt + 2 * stride);
            c21.intoArray(out, outAt + 2 * stride + LANES);
            c30.intoArray(out, outAt + 3 * stride);
            c31.intoArray(out, outAt + 3 * stride + LANES);
            c40.intoArray(out, outAt + 4 * stride);
            c41.intoArray(out, outAt + 4 * stride + LANES);
            c50.intoArray(out, outAt + 5 * stride);
            c51.intoArray(out, outAt + 5 * stride + LANES);
        }
    }
}
