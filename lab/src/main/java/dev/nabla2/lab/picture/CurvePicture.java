package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers over the course of training.
 *
 * <p>The vertical axis shows all but the most extreme hundredth of a noisy curve's values, so that a spike in the first steps
 * does not flatten the rest.
 *
 * @param unit what the vertical axis shows
 * @param curves at least one
 */
public record CurvePicture(String unit, List<Curve> curves) implements Picture {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final Rectangle2D PLOT = new Rectangle2D.Double(58, 40, WIDTH - 58 - 14, HEIGHT - 40 - 52);
    private static final int POINTS = 400;
    private static final double EXTREME = 0.005;
    private static final double FONT = 13;

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
        Scale scale = Scale.of(shown);
        graphics.setFont(theme.font(FONT));
        graphics.setColor(theme.panel());
        graphics.fill(PLOT);
        paintAxes(graphics, scale, theme);
        Shape before = graphics.getClip();
        graphics.clip(PLOT);
        shown.forEach(curve -> paintCurve(graphics, scale, curve, curve.role().colour(theme)));
        graphics.setClip(before);
        graphics.setColor(Theme.translucent(theme.muted(), 0.6));
        graphics.setStroke(new BasicStroke(1f));
        graphics.draw(PLOT);
        paintLegend(graphics, theme);
    }

    /** Where a step and a value lie on the picture. */
    private record Scale(double lastStep, double low, double high) {
        static Scale of(List<Curve> curves) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
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
                return new Scale(lastStep, 0, 1);
            }
            double margin = Math.max(0.06 * (high - low), 1e-6 + 0.01 * Math.abs(high));
            return new Scale(lastStep, low - margin, high + margin);
        }

        double column(double step) {
            return PLOT.getX() + step / lastStep * PLOT.getWidth();
        }

        double row(double value) {
            return PLOT.getMaxY() - (value - low) / (high - low) * PLOT.getHeight();
        }
    }

    private void paintAxes(Graphics2D graphics, Scale scale, Theme theme) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setStroke(new BasicStroke(0.75f));
        for (double tick : Ticks.between(scale.low(), scale.high(), 5)) {
            graphics.setColor(theme.grid());
            graphics.draw(new Line2D.Double(PLOT.getX(), scale.row(tick), PLOT.getMaxX(), scale.row(tick)));
            graphics.setColor(theme.muted());
            String label = Ticks.label(tick);
            graphics.drawString(
                    label, (float) PLOT.getX() - 8 - metrics.stringWidth(label), (float) scale.row(tick) + 5);
        }
        for (double tick : Ticks.between(0, scale.lastStep(), 5)) {
            if (tick != Math.rint(tick)) {
                continue;
            }
            graphics.setColor(theme.grid());
            graphics.draw(new Line2D.Double(scale.column(tick), PLOT.getY(), scale.column(tick), PLOT.getMaxY()));
            graphics.setColor(theme.muted());
            String label = Ticks.count(tick);
            float centred = (float) scale.column(tick) - metrics.stringWidth(label) / 2f;
            graphics.drawString(
                    label, Math.min(centred, WIDTH - 2f - metrics.stringWidth(label)), (float) PLOT.getMaxY() + 19);
        }
        String title = "training step";
        graphics.drawString(
                title, (float) (PLOT.getCenterX() - metrics.stringWidth(title) / 2.0), (float) PLOT.getMaxY() + 41);
    }

    private static void paintCurve(Graphics2D graphics, Scale scale, Curve curve, Color colour) {
        switch (curve.style()) {
            case NOISY -> {
                graphics.setColor(Theme.translucent(colour, 0.25));
                graphics.setStroke(new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(path(scale, Thinned.extremes(curve, POINTS)));
                graphics.setColor(colour);
                graphics.setStroke(solid());
                graphics.draw(path(scale, Thinned.runningMean(curve, POINTS)));
            }
            case DOTS -> {
                graphics.setColor(colour);
                graphics.setStroke(solid());
                graphics.draw(path(scale, curve));
                for (int i = 0; i < curve.steps().length; i++) {
                    graphics.fill(dot(scale.column(curve.steps()[i]), scale.row(curve.values()[i])));
                }
            }
            case LEVEL -> {
                graphics.setColor(colour);
                graphics.setStroke(dashed());
                graphics.draw(path(scale, curve));
            }
        }
    }

    private static Path2D path(Scale scale, Curve curve) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < curve.steps().length; i++) {
            double column = scale.column(curve.steps()[i]);
            double row = scale.row(curve.values()[i]);
            if (i == 0) {
                path.moveTo(column, row);
            } else {
                path.lineTo(column, row);
            }
        }
        return path;
    }

    /** The unit at the left, above its axis, so that it needs no turned letters; what each line is at the right. */
    private void paintLegend(Graphics2D graphics, Theme theme) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setColor(theme.muted());
        graphics.drawString(unit, 8, 24);
        List<String> names = curves.stream().map(Curve::name).toList();
        double left = PLOT.getMaxX()
                - names.stream().mapToInt(metrics::stringWidth).sum()
                - 28.0 * names.size()
                - 18.0 * (names.size() - 1);
        for (Curve curve : curves) {
            Color colour = curve.role().colour(theme);
            graphics.setColor(colour);
            graphics.setStroke(curve.style() == Curve.Style.LEVEL ? dashed() : solid());
            graphics.draw(new Line2D.Double(left, 19.5, left + 21, 19.5));
            if (curve.style() == Curve.Style.DOTS) {
                graphics.fill(dot(left + 10.5, 19.5));
            }
            graphics.setColor(theme.ink());
            graphics.drawString(curve.name(), (float) left + 28, 24);
            left += metrics.stringWidth(curve.name()) + 28 + 18;
        }
    }

    private static Ellipse2D dot(double x, double y) {
        return new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5);
    }

    private static BasicStroke solid() {
        return new BasicStroke(1.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static BasicStroke dashed() {
        return new BasicStroke(1.7f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);
    }
}
