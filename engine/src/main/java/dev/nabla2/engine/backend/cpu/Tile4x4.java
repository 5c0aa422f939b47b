package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of 4 rows and 4 vectors of columns: 16 sums, 4 vectors of the right operand and 1 of the left in registers.
 *
 * <p>Written out, because the compiler keeps the sums in registers only where each is a variable that is assigned in one place
 * of the loop. Few rows, so that the left operand can be read where it lies: with 8 or more, the addresses of the rows no
 * longer fit in registers, which costs a fifth.
 */
final class Tile4x4 extends VectorTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int rows() {
        return 4;
    }

    @Override
    public int columns() {
        return 4 * LANES;
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
        FloatVector c02 = FloatVector.zero(SPECIES);
        FloatVector c03 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c12 = FloatVector.zero(SPECIES);
        FloatVector c13 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c22 = FloatVector.zero(SPECIES);
        FloatVector c23 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c32 = FloatVector.zero(SPECIES);
        FloatVector c33 = FloatVector.zero(SPECIES);
        int a0 = aAt + rows[row];
        int a1 = aAt + rows[row + 1];
        int a2 = aAt + rows[row + 2];
        int a3 = aAt + rows[row + 3];
        for (int k = 0; k < inner; k++) {
            int j = bAt + k * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            c23 = x2.fma(b3, c23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            c33 = x3.fma(b3, c33);
        }
        if (accumulate) {
            c00.add(FloatVector.fromArray(SPECIES, out, outAt)).intoArray(out, outAt);
            c01.add(FloatVector.fromArray(SPECIES, out, outAt + LANES)).intoArray(out, outAt + LANES);
            c02.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * LANES)).intoArray(out, outAt + 2 * LANES);
            c03.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * LANES)).intoArray(out, outAt + 3 * LANES);
            c10.add(FloatVector.fromArray(SPECIES, out, outAt + stride)).intoArray(out, outAt + stride);
            c11.add(FloatVector.fromArray(SPECIES, out, outAt + stride + LANES)).intoArray(out, outAt + stride + LANES);
            c12.add(FloatVector.fromArray(SPECIES, out, outAt + stride + 2 * LANES))
                    .intoArray(out, outAt + stride + 2 * LANES);
            c13.add(FloatVector.fromArray(SPECIES, out, outAt + stride + 3 * LANES))
                    .intoArray(out, outAt + stride + 3 * LANES);
            c20.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride)).intoArray(out, outAt + 2 * stride);
            c21.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + LANES))
                    .intoArray(out, outAt + 2 * stride + LANES);
            c22.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + 2 * LANES))
                    .intoArray(out, outAt + 2 * stride + 2 * LANES);
            c23.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + 3 * LANES))
                    .intoArray(out, outAt + 2 * stride + 3 * LANES);
            c30.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride)).intoArray(out, outAt + 3 * stride);
            c31.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + LANES))
                    .intoArray(out, outAt + 3 * stride + LANES);
            c32.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + 2 * LANES))
                    .intoArray(out, outAt + 3 * stride + 2 * LANES);
            c33.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + 3 * LANES))
                    .intoArray(out, outAt + 3 * stride + 3 * LANES);
        } else {
            c00.intoArray(out, outAt);
            c01.intoArray(out, outAt + LANES);
            c02.intoArray(out, outAt + 2 * LANES);
            c03.intoArray(out, outAt + 3 * LANES);
            c10.intoArray(out, outAt + stride);
            c11.intoArray(out, outAt + stride + LANES);
            c12.intoArray(out, outAt + stride + 2 * LANES);
            c13.intoArray(out, outAt + stride + 3 * LANES);
            c20.intoArray(out, outAt + 2 * stride);
            c21.intoArray(out, outAt + 2 * stride + LANES);
            c22.intoArray(out, outAt + 2 * stride + 2 * LANES);
            c23.intoArray(out, outAt + 2 * stride + 3 * LANES);
            c30.intoArray(out, outAt + 3 * stride);
            c31.intoArray(out, outAt + 3 * stride + LANES);
            c32.intoArray(out, outAt + 3 * stride + 2 * LANES);
            c33.intoArray(out, outAt + 3 * stride + 3 * LANES);
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
        FloatVector c02 = FloatVector.zero(SPECIES);
        FloatVector c03 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c12 = FloatVector.zero(SPECIES);
        FloatVector c13 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c22 = FloatVector.zero(SPECIES);
        FloatVector c23 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c32 = FloatVector.zero(SPECIES);
        FloatVector c33 = FloatVector.zero(SPECIES);
        for (int k = 0; k < inner; k++) {
            int i = aAt + steps[step + k];
            int j = bAt + k * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            c23 = x2.fma(b3, c23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            c33 = x3.fma(b3, c33);
        }
        if (accumulate) {
            c00.add(FloatVector.fromArray(SPECIES, out, outAt)).intoArray(out, outAt);
            c01.add(FloatVector.fromArray(SPECIES, out, outAt + LANES)).intoArray(out, outAt + LANES);
            c02.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * LANES)).intoArray(out, outAt + 2 * LANES);
            c03.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * LANES)).intoArray(out, outAt + 3 * LANES);
            c10.add(FloatVector.fromArray(SPECIES, out, outAt + stride)).intoArray(out, outAt + stride);
            c11.add(FloatVector.fromArray(SPECIES, out, outAt + stride + LANES)).intoArray(out, outAt + stride + LANES);
            c12.add(FloatVector.fromArray(SPECIES, out, outAt + stride + 2 * LANES))
                    .intoArray(out, outAt + stride + 2 * LANES);
            c13.add(FloatVector.fromArray(SPECIES, out, outAt + stride + 3 * LANES))
                    .intoArray(out, outAt + stride + 3 * LANES);
            c20.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride)).intoArray(out, outAt + 2 * stride);
            c21.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + LANES))
                    .intoArray(out, outAt + 2 * stride + LANES);
            c22.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + 2 * LANES))
                    .intoArray(out, outAt + 2 * stride + 2 * LANES);
            c23.add(FloatVector.fromArray(SPECIES, out, outAt + 2 * stride + 3 * LANES))
                    .intoArray(out, outAt + 2 * stride + 3 * LANES);
            c30.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride)).intoArray(out, outAt + 3 * stride);
            c31.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + LANES))
                    .intoArray(out, outAt + 3 * stride + LANES);
            c32.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + 2 * LANES))
                    .intoArray(out, outAt + 3 * stride + 2 * LANES);
            c33.add(FloatVector.fromArray(SPECIES, out, outAt + 3 * stride + 3 * LANES))
                    .intoArray(out, outAt + 3 * stride + 3 * LANES);
        } else {
            c00.intoArray(out, outAt);
            c01.intoArray(out, outAt + LANES);
            c02.intoArray(out, outAt + 2 * LANES);
            c03.intoArray(out, outAt + 3 * LANES);
            c10.intoArray(out, outAt + stride);
            c11.intoArray(out, outAt + stride + LANES);
            c12.intoArray(out, outAt + stride + 2 * LANES);
            c13.intoArray(out, outAt + stride + 3 * LANES);
            c20.intoArray(out, outAt + 2 * stride);
            c21.intoArray(out, outAt + 2 * stride + LANES);
            c22.intoArray(out, outAt + 2 * stride + 2 * LANES);
            c23.intoArray(out, outAt + 2 * stride + 3 * LANES);
            c30.intoArray(out, outAt + 3 * stride);
            c31.intoArray(out, outAt + 3 * stride + LANES);
            c32.intoArray(out, outAt + 3 * stride + 2 * LANES);
            c33.intoArray(out, outAt + 3 * stride + 3 * LANES);
        }
    }
}
