package dev.nabla2.engine.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** What the tiles of all vector lengths have in common. */
abstract class VectorTile implements Tile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Float> EVEN_FIRST =
            VectorShuffle.fromOp(SPECIES, lane -> lane < LANES / 2 ? 2 * lane : 2 * lane - LANES + 1);
    private static final VectorShuffle<Float> ODD_FIRST =
            VectorShuffle.fromOp(SPECIES, lane -> lane < LANES / 2 ? 2 * lane + 1 : 2 * lane - LANES);

    /** The tile for this machine's registers: 32 of them with AVX-512 and on AArch64, 16 otherwise. */
    static VectorTile preferred() {
        boolean many = SPECIES.vectorBitSize() >= 512 || "aarch64".equals(System.getProperty("os.arch"));
        return many ? new Tile4x4() : new Tile6x2();
    }

    @Override
    public Tile narrowed(int columns) {
        int vectors = (columns + LANES - 1) / LANES;
        if (rows() == 4) {
            return vectors <= 1 ? new Tile4x1() : vectors <= 2 ? new Tile4x2() : this;
        }
        return vectors <= 1 ? new Tile6x1() : this;
    }

    @Override
    public void copyStrips(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int count) {
        int whole = width / LANES * LANES;
        if (whole > 0) {
            copyVectors(from, fromAt, fromStride, to, toAt, toStride, whole, count);
        }
        if (whole < width) {
            ScalarTile.copyScalars(from, fromAt + whole, fromStride, to, toAt + whole, toStride, width - whole, count);
        }
    }

    private static void copyVectors(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int count) {
        for (int k = 0; k < count; k++) {
            int i = fromAt + k * fromStride;
            int o = toAt + k * toStride;
            for (int n = 0; n < width; n += LANES) {
                FloatVector.fromArray(SPECIES, from, i + n).intoArray(to, o + n);
            }
        }
    }

    @Override
    public int longestRun() {
        return LANES;
    }

    /** Copies whole vectors: what one writes too far, the next run or the next strip overwrites. The last strip has no next. */
    @Override
    public void copyRuns(
            float[] from, int[] steps, int first, int count, Runs runs, int begin, int end, float[] to, int toAt) {
        int last = count - 1;
        copyRuns(from, steps, first, last, runs.from(), runs.to(), begin, end, to, toAt, columns());
        ScalarTile.copyRunsOnce(from, steps[first + last], runs, begin, end, to, toAt + last * columns());
    }

    private static void copyRuns(
            float[] from,
            int[] steps,
            int first,
            int count,
            int[] runFrom,
            int[] runTo,
            int begin,
            int end,
            float[] to,
            int toAt,
            int width) {
        for (int s = 0; s < count; s++) {
            int i = steps[first + s];
            int o = toAt + s * width;
            for (int run = begin; run < end; run++) {
                FloatVector.fromArray(SPECIES, from, i + runFrom[run]).intoArray(to, o + runTo[run]);
            }
        }
    }

    @Override
    public void copyRows(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int rows) {
        int vectors = (width + LANES - 1) / LANES;
        int within = from.length - fromAt - vectors * LANES;
        int done = within < 0 ? 0 : Math.min(rows, within / fromStride + 1);
        for (int row = 0; row < done; row++) {
            int i = fromAt + row * fromStride;
            int o = toAt + row * toStride;
            for (int n = 0; n < width; n += LANES) {
                FloatVector.fromArray(SPECIES, from, i + n).intoArray(to, o + n);
            }
        }
        for (int row = done; row < rows; row++) {
            System.arraycopy(from, fromAt + row * fromStride, to, toAt + row * toStride, width);
        }
    }

    @Override
    public void addRows(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int rows) {
        int whole = width / LANES * LANES;
        VectorMask<Float> rest = SPECIES.indexInRange(whole, width);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int row = 0; row < rows; row++) {
            int i = fromAt + row * fromStride;
            int o = toAt + row * toStride;
            for (int n = 0; n < whole; n += LANES) {
                FloatVector.fromArray(SPECIES, to, o + n)
                        .add(FloatVector.fromArray(SPECIES, from, i + n))
                        .intoArray(to, o + n);
            }
            if (whole < width) {
                FloatVector x = zero.blend(FloatVector.fromArray(SPECIES, from, i + whole), rest);
                FloatVector.fromArray(SPECIES, to, o + whole).add(x).intoArray(to, o + whole);
            }
        }
    }

    @Override
    public void split(float[] from, int period, int count, float[] to, int toAt, int toStride) {
        if (period == 2) {
            splitPairs(from, count, to, toAt, toAt + toStride);
        } else {
            ScalarTile.splitScalars(from, period, count, to, toAt, toStride);
        }
    }

    /** Each vector's even elements and its odd ones; the half that is written too far is overwritten by the next. */
    private static void splitPairs(float[] from, int count, float[] to, int evenAt, int oddAt) {
        for (int n = 0; n < count; n += LANES / 2) {
            FloatVector x = FloatVector.fromArray(SPECIES, from, 2 * n);
            x.rearrange(EVEN_FIRST).intoArray(to, evenAt + n);
            x.rearrange(ODD_FIRST).intoArray(to, oddAt + n);
        }
    }
}
