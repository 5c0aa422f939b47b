package dev.nabla2.lab.picture;

import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * What the axes of curves span.
 *
 * @param lastStep the horizontal axis begins at 0 and ends here
 * @param low where the vertical axis begins
 * @param high where it ends
 */
record CurveBounds(double lastStep, double low, double high) {
    /** The share of a noisy curve's values that may lie beyond either end. */
    private static final double EXTREME = 0.005;

    /** Far beyond any sensible loss; a span between such bounds is still finite, and has a step between its ticks. */
    private static final double FARTHEST = 1e300;

    private static final int BETWEEN_STEPS = 95;
    private static final int BETWEEN_VALUES = 48;
    private static final int LEAST_WIDTH = 400;

    static CurveBounds of(List<Curve> curves) {
        double low = FARTHEST;
        double high = -FARTHEST;
        double lastStep = 1;
        for (Curve curve : curves) {
            double[] sorted = curve.values().clone();
            Arrays.sort(sorted);
            int skipped = curve.style() == Curve.Style.NOISY ? (int) (EXTREME * sorted.length) : 0;
            if (sorted.length > 0) {
                low = Math.min(low, sorted[skipped]);
                high = Math.max(high, sorted[sorted.length - 1 - skipped]);
                lastStep = Math.max(lastStep, curve.steps()[sorted.length - 1]);
            }
        }
        if (low > high) {
            return new CurveBounds(lastStep, 0, 1);
        }
        low = Math.max(low, -FARTHEST);
        high = Math.min(high, FARTHEST);
        // A constant is shown in the middle, and not to more digits than tell anything.
        double margin = Math.max(0, 1e-6 + 0.01 * Math.max(Math.abs(low), Math.abs(high)) - (high - low)) / 2;
        return round(lastStep, low - margin, high + margin);
    }

    /** To halves of what will be between ticks, so that a share that nearly reaches 100 % shows the 100. */
    private static CurveBounds round(double lastStep, double low, double high) {
        double half = Ticks.step((high - low) / 5) / 2;
        return new CurveBounds(lastStep, Math.floor(low / half) * half, Math.ceil(high / half) * half);
    }

    void apply(XYChart chart) {
        AxesChartStyler styler = chart.getStyler();
        styler.setXAxisMin(0.0).setXAxisMax(lastStep).setYAxisMin(low).setYAxisMax(high);
        // With few steps the ticks stand farther apart, for there are none between 1 and 2.
        styler.setXAxisTickMarkSpacingHint(Math.max(BETWEEN_STEPS, (int) (LEAST_WIDTH / lastStep)));
        styler.setYAxisTickMarkSpacingHint(BETWEEN_VALUES);
        styler.setXAxisTickLabelsFormattingFunction(Ticks::count);
        styler.setYAxisTickLabelsFormattingFunction(this::label);
        // XChart sets ticks at the data where these are equally spaced, as steps are, and so at 22, 44, 66; two corners
        // that nobody sees make them unequal, and the ticks round numbers.
        chart.addSeries("corners", new double[] {0, lastStep}, new double[] {high, low})
                .setEnabled(false);
    }

    /** Zero is not always exactly so after steps of a tenth. */
    private String label(double tick) {
        return Ticks.label(Math.abs(tick) < 1e-9 * (high - low) ? 0 : tick);
    }
}
