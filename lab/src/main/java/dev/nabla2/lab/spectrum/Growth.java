package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.lab.game.ToyGame;
import java.util.Arrays;

/**
 * How the distance to an equilibrium changes when the game is really played from near by.
 *
 * @param step h, the learning rate of plain descent
 * @param steps how many were taken
 * @param total the distance after them over that before
 * @param each the factor of a step, as the second half of them shows it; not a number where there was no more than one look
 * @param predicted the spectral radius of a step's Jacobian at the equilibrium, which that factor should be
 */
public record Growth(double step, int steps, double total, double each, double predicted) {
    private static final double NEAR = 1e-6;

    /** Beyond this the game's curvature shows; below the other, rounding. */
    private static final double FAR = 0.1;

    private static final double ROUNDING = 1e-12;
    private static final int STRIDE = 10;

    /**
     * Plays the game.
     *
     * @param most steps at most: fewer where the distance grows to a tenth, or falls to where rounding shows
     * @param predicted the spectral radius
     */
    static Growth of(Subject subject, ToyGame game, Dynamics dynamics, double step, int most, double predicted) {
        double[] start =
                game.equilibrium().stream().mapToDouble(Double::doubleValue).toArray();
        double[] away = RandomStream.of(1).normal(start.length);
        double length = Math.sqrt(Arrays.stream(away).map(x -> x * x).sum());
        for (int i = 0; i < start.length; i++) {
            start[i] += NEAR * away[i] / length;
        }
        RandomStream random = subject.place().random();
        try (Descent descent = new Descent(game, dynamics, step, subject.backend(), start, random)) {
            double[] distances = new double[most / STRIDE + 1];
            int at = 0;
            distances[0] = descent.distance();
            while (at + 1 < distances.length
                    && distances[at] > ROUNDING
                    && distances[at] < FAR
                    && descent.step(STRIDE)) {
                distances[++at] = descent.distance();
            }
            double each = Math.exp(slope(Arrays.copyOfRange(distances, at / 2, at + 1)) / STRIDE);
            return new Growth(step, STRIDE * at, distances[at] / distances[0], each, predicted);
        }
    }

    /** Of the straight line through the logarithms, which averages over how the distance swings as players go round. */
    private static double slope(double[] distances) {
        double middle = (distances.length - 1) / 2.0;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < distances.length; i++) {
            covariance += (i - middle) * Math.log(distances[i]);
            variance += (i - middle) * (i - middle);
        }
        return covariance / variance;
    }
}
