package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of 8 rows and 2 vectors of columns: 16 sums, 2 vectors of the right operand and 1 of the left in registers.
 *
 * <p>Written out, because the compiler keeps the sums in registers only where each is a variable that is assigned in one place
 * of the loop, and with loads indexed from the loop counter, because only then does it drop their range checks. Measured
 * against carried offsets: seven times as fast.
 */
final class Tile8x2 extends VectorTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int rows() {
        return 8;
    }

    @Override
    public int columns() {
        return 2 * LANES;
    }

    @Override
    public void multiply(
            int inner, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int stride, boolean accumulate) {
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
        FloatVector c60 = FloatVector.zero(SPECIES);
        FloatVector c61 = FloatVector.zero(SPECIES);
        FloatVector c70 = FloatVector.zero(SPECIES);
        FloatVector c71 = FloatVector.zero(SPECIES);
        for (int k = 0; k < inner; k++) {
            int i = aAt + k * 8;
            int j = bAt + k * 2 * LANES;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[i + 0]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[i + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[i + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
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
            c60.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * stride)).intoArray(out, outAt + 6 * stride);
            c61.add(FloatVector.fromArray(SPECIES, out, outAt + 6 * stride + LANES))
                    .intoArray(out, outAt + 6 * stride + LANES);
            c70.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * stride)).intoArray(out, outAt + 7 * stride);
            c71.add(FloatVector.fromArray(SPECIES, out, outAt + 7 * stride + LANES))
                    .intoArray(out, outAt + 7 * stride + LANES);
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
            c60.intoArray(out, outAt + 6 * stride);
            c61.intoArray(out, outAt + 6 * stride + LANES);
            c70.intoArray(out, outAt + 7 * stride);
            c71.intoArray(out, outAt + 7 * stride + LANES);
        }
    }
}
