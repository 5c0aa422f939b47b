package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.lab.audit.FixedBatch;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.audit.Subject;
import dev.nabla2.lab.picture.KinkMapPicture;
import dev.nabla2.nn.Parameters;
import java.util.List;

/** A map of a critic's kinks in the plane, and of what they add to the derivative of P along its true gradient. */
final class KinkMap {
    private static final int CELLS = 60;
    private static final int POINTS = 420;
    private static final int BATCH = 4096;

    private KinkMap() {}

    /**
     * The map.
     *
     * @param samples how many samples stand for the population
     * @param epsilon half the width of the band that stands for a kink
     */
    static KinkMapPicture of(
            Subject subject,
            Parameters theta,
            PenaltyAudit.Report report,
            int samples,
            double epsilon,
            double reach,
            RandomStream random) {
        double[] truth = report.directions().get(PenaltyAudit.TRUE);
        double[] strengths = new double[CELLS * CELLS];
        int batches = Math.max(1, samples / BATCH);
        double area = 4 * reach * reach / (CELLS * CELLS);
        for (int b = 0; b < batches; b++) {
            FixedBatch batch = FixedBatch.of(subject, theta, BATCH, random.fold(b));
            double[] sharp = batch.tangents(theta, truth, SecondDerivative.ALMOST_EVERYWHERE);
            double[] mended = batch.tangents(theta, truth, SecondDerivative.mollified(epsilon));
            double[][] points = batch.coordinates();
            for (int i = 0; i < points.length; i++) {
                int column = (int) Math.floor((points[i][0] / reach + 1) / 2 * CELLS);
                int row = (int) Math.floor((points[i][1] / reach + 1) / 2 * CELLS);
                if (column >= 0 && column < CELLS && row >= 0 && row < CELLS) {
                    strengths[row * CELLS + column] += (mended[i] - sharp[i]) / (batches * BATCH * area);
                }
            }
        }
        return new KinkMapPicture(strengths, regions(subject, theta, reach), reach);
    }

    private static int[] regions(Subject subject, Parameters theta, double reach) {
        double[] grid = new double[2 * POINTS * POINTS];
        for (int row = 0; row < POINTS; row++) {
            for (int column = 0; column < POINTS; column++) {
                int at = 2 * (row * POINTS + column);
                grid[at] = (2.0 * column / (POINTS - 1) - 1) * reach;
                grid[at + 1] = (2.0 * row / (POINTS - 1) - 1) * reach;
            }
        }
        Tensor points = Tensor.of(subject.backend(), Shape.of(POINTS * POINTS, 2), grid);
        return new FixedBatch(subject, List.of(points)).regions(theta);
    }
}
