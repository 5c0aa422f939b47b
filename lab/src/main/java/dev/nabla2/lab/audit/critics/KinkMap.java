package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.lab.audit.FixedBatch;
import dev.nabla2.lab.audit.Subject;
import dev.nabla2.lab.picture.KinkMapPicture;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A map of a critic's kinks in the plane, and of what they add to the derivative of P along a direction.
 *
 * @param samples how many samples stand for the population
 * @param epsilon half the width of the band that stands for a kink
 */
record KinkMap(Subject subject, Parameters theta, int samples, double epsilon, RandomStream random) {
    private static final int CELLS = 60;
    private static final int POINTS = 420;
    private static final int BATCH = 4096;

    /** As many rows of points as are computed at once: what a wide critic makes of all would not fit into memory. */
    private static final int ROWS = 10;

    /** The share of the points at which slopes are charged that the map shows, with a margin. */
    private static final double SHOWN = 0.99;

    private static final double MARGIN = 1.1;

    /**
     * The map.
     *
     * @param meanwhile is run before each batch, and may end everything by an exception
     */
    KinkMapPicture along(double[] direction, Runnable meanwhile) {
        double[] strengths = new double[CELLS * CELLS];
        int batches = Math.max(1, samples / BATCH);
        double reach = reach(FixedBatch.of(subject, theta, BATCH, random.fold(0)));
        double area = 4 * reach * reach / (CELLS * CELLS);
        for (int b = 0; b < batches; b++) {
            meanwhile.run();
            FixedBatch batch = FixedBatch.of(subject, theta, BATCH, random.fold(b));
            double[] sharp = batch.tangents(theta, direction, SecondDerivative.ALMOST_EVERYWHERE);
            double[] mended = batch.tangents(theta, direction, SecondDerivative.mollified(epsilon));
            double[][] points = batch.coordinates();
            for (int i = 0; i < points.length; i++) {
                int column = (int) Math.floor((points[i][0] / reach + 1) / 2 * CELLS);
                int row = (int) Math.floor((points[i][1] / reach + 1) / 2 * CELLS);
                if (column >= 0 && column < CELLS && row >= 0 && row < CELLS) {
                    strengths[row * CELLS + column] += (mended[i] - sharp[i]) / (batches * BATCH * area);
                }
            }
        }
        return new KinkMapPicture(strengths, regions(reach), reach);
    }

    private static double reach(FixedBatch batch) {
        double[] far = Arrays.stream(batch.coordinates())
                .mapToDouble(point -> Math.max(Math.abs(point[0]), Math.abs(point[1])))
                .sorted()
                .toArray();
        double reach = far[(int) (SHOWN * (far.length - 1))];
        return MARGIN * (reach > 0 ? reach : 1);
    }

    private int[] regions(double reach) {
        List<Tensor> bands = new ArrayList<>();
        for (int first = 0; first < POINTS; first += ROWS) {
            double[] grid = new double[2 * POINTS * ROWS];
            for (int i = 0; i < POINTS * ROWS; i++) {
                grid[2 * i] = (2.0 * (i % POINTS) / (POINTS - 1) - 1) * reach;
                grid[2 * i + 1] = (2.0 * (first + i / POINTS) / (POINTS - 1) - 1) * reach;
            }
            bands.add(Tensor.of(subject.backend(), Shape.of(POINTS * ROWS, 2), grid));
        }
        return new FixedBatch(subject, bands).regions(theta);
    }
}
