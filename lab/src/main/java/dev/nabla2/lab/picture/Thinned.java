package dev.nabla2.lab.picture;

import java.util.Arrays;

/** Curves with fewer points, for a picture has room for no more. */
final class Thinned {
    private Thinned() {}

    /** The least and the greatest value of each of {@code parts} equal parts, in turn. */
    static Curve extremes(Curve curve, int parts) {
        int count = curve.steps().length;
        if (count <= 2 * parts) {
            return curve;
        }
        double[] steps = new double[2 * parts];
        double[] values = new double[2 * parts];
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) part * count / parts);
            int to = (int) ((long) (part + 1) * count / parts);
            double[] sorted = Arrays.copyOfRange(curve.values(), from, to);
            Arrays.sort(sorted);
            steps[2 * part] = curve.steps()[from];
            steps[2 * part + 1] = curve.steps()[to - 1];
            values[2 * part] = sorted[0];
            values[2 * part + 1] = sorted[sorted.length - 1];
        }
        return new Curve(curve.name(), curve.role(), curve.style(), steps, values);
    }

    /** The mean over a hundredth of the curve's length to either side, at about {@code points} points. */
    static Curve runningMean(Curve curve, int points) {
        int count = curve.steps().length;
        int reach = count / 100;
        double[] before = new double[count + 1];
        for (int i = 0; i < count; i++) {
            before[i + 1] = before[i] + curve.values()[i];
        }
        int kept = Math.min(count, points);
        double[] steps = new double[kept];
        double[] values = new double[kept];
        for (int k = 0; k < kept; k++) {
            int centre = kept == 1 ? 0 : (int) ((long) k * (count - 1) / (kept - 1));
            int from = Math.max(0, centre - reach);
            int to = Math.min(count, centre + reach + 1);
            steps[k] = curve.steps()[centre];
            values[k] = (before[to] - before[from]) / (to - from);
        }
        return new Curve(curve.name(), curve.role(), curve.style(), steps, values);
    }
}
