package dev.nabla2.lab.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Numbers over the course of training.
 *
 * <p>The vertical axis shows all but the most extreme hundredth of a noisy curve's values, so that a spike in the first steps
 * does not flatten the rest.
 *
 * @param unit what the vertical axis shows
 * @param curves at least one, of different names
 */
public record CurvePicture(String unit, List<Curve> curves) implements Picture {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final int CHART_HEIGHT = HEIGHT - CurveLegend.HEIGHT + ChartLook.PADDING;
    private static final int POINTS = 400;

    /** Copies the list. */
    public CurvePicture {
        curves = List.copyOf(curves);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        List<Curve> shown = curves.stream().map(Curve::finite).toList();
        CurveBounds bounds = CurveBounds.of(shown);
        XYChart chart = new XYChart(WIDTH, CHART_HEIGHT);
        ChartLook look = new ChartLook(theme);
        look.apply(chart.getStyler());
        chart.setXAxisTitle("training step");
        bounds.apply(chart);
        shown.stream()
                .filter(curve -> curve.style() == Curve.Style.NOISY)
                .forEach(curve -> addRange(chart, curve, look));
        shown.forEach(curve -> addCurve(chart, curve, look));
        Graphics2D below = (Graphics2D) graphics.create();
        below.translate(0, HEIGHT - CHART_HEIGHT);
        chart.paint(below, WIDTH, CHART_HEIGHT);
        below.dispose();
        new CurveLegend(unit, shown).paint(graphics, look, 8, WIDTH - ChartLook.PADDING);
    }

    /** Every value of a noisy curve, or the extremes of neighbours if they are many. */
    private static void addRange(XYChart chart, Curve curve, ChartLook look) {
        add(chart, curve.name() + ", each step", Thinned.extremes(curve, POINTS))
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(ChartLook.FINE)
                .setLineColor(look.faint(curve.role()));
    }

    private static void addCurve(XYChart chart, Curve curve, ChartLook look) {
        Curve line = curve.style() == Curve.Style.NOISY ? Thinned.runningMean(curve, POINTS) : curve;
        Color colour = look.colour(curve.role());
        add(chart, curve.name(), line)
                .setMarker(curve.style() == Curve.Style.DOTS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
                .setMarkerColor(colour)
                .setLineStyle(look.stroke(curve.style()))
                .setLineColor(colour);
    }

    /** XChart refuses a series of no points; it paints nothing for what is not a number. */
    private static XYSeries add(XYChart chart, String name, Curve curve) {
        return curve.steps().length == 0
                ? chart.addSeries(name, new double[] {0}, new double[] {Double.NaN})
                : chart.addSeries(name, curve.steps(), curve.values());
    }
}
