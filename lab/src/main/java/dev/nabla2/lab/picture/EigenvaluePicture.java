package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Eigenvalues in the complex plane, and the bounds of stability: for those of a field the imaginary axis, and the circle within which a
 * step of some length leads nearer; for multipliers of a step the unit circle.
 *
 * @param clouds one or two sets of them
 * @param step the length of a step along the field; 0 for multipliers of a step
 */
public record EigenvaluePicture(List<Cloud> clouds, double step) implements Picture {
    private static final int SIDE = 420;
    private static final int CORNERS = 360;
    private static final double MARGIN = 0.08;

    /**
     * A set of eigenvalues.
     *
     * @param name what the legend calls it
     * @param re their real parts
     * @param im their imaginary parts, as many
     */
    public record Cloud(String name, double[] re, double[] im) {}

    /** Checks that there are one or two. */
    public EigenvaluePicture {
        clouds = List.copyOf(clouds);
        if (clouds.isEmpty() || clouds.size() > 2) {
            throw new IllegalArgumentException("eigenvalues: expected 1 or 2 sets, found " + clouds.size());
        }
    }

    @Override
    public int width() {
        return chart().width();
    }

    @Override
    public int height() {
        return chart().height(1 + clouds.size());
    }

    private boolean isField() {
        return step > 0;
    }

    private Chart chart() {
        double circle = isField() ? 0 : 1;
        double left = Math.min(-circle, all(Cloud::re).min().orElse(0));
        double right = Math.max(circle, all(Cloud::re).max().orElse(0));
        double high = Math.max(circle, all(Cloud::im).map(Math::abs).max().orElse(0));
        double least = Math.max(1e-6, 0.1 * Math.max(right - left, 2 * high));
        double side = MARGIN * Math.max(right - left, least) + Math.max(0, least - (right - left)) / 2;
        double above = MARGIN * Math.max(high, least) + Math.max(0, least / 2 - high);
        return new Chart(
                new Region("real part", left - side, right + side, "imaginary part", -high - above, high + above),
                SIDE);
    }

    private DoubleStream all(Function<Cloud, double[]> part) {
        return clouds.stream().flatMapToDouble(cloud -> DoubleStream.of(part.apply(cloud)));
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        Chart chart = chart();
        Chart.Canvas canvas = new Chart.Canvas(chart, graphics, theme, 1 + clouds.size());
        canvas.paintGround();
        canvas.inside(() -> {
            paintBounds(graphics, canvas, chart.region(), theme);
            for (int i = 0; i < clouds.size(); i++) {
                for (int k = 0; k < clouds.get(i).re().length; k++) {
                    mark(
                            graphics,
                            canvas.column(clouds.get(i).re()[k]),
                            canvas.row(clouds.get(i).im()[k]),
                            i,
                            theme);
                }
            }
        });
        canvas.paintAxes();
        paintLegend(graphics, chart, theme);
    }

    /** |1 + hλ| = 1 is a circle of radius 1/h round −1/h; |μ| = 1 one of radius 1 round 0. */
    private void paintBounds(Graphics2D graphics, Chart.Canvas canvas, Region region, Theme theme) {
        double radius = isField() ? 1 / step : 1;
        double centre = isField() ? -radius : 0;
        Path2D circle = new Path2D.Double();
        for (int i = 0; i <= CORNERS; i++) {
            // Closer together on the right, where an axis may cut a small piece out of a large circle.
            double share = 2.0 * i / CORNERS - 1;
            double angle = Math.PI * share * share * share;
            double x = canvas.column(centre + radius * Math.cos(angle));
            double y = canvas.row(radius * Math.sin(angle));
            if (i == 0) {
                circle.moveTo(x, y);
            } else {
                circle.lineTo(x, y);
            }
        }
        graphics.setColor(Theme.translucent(theme.measure(), 0.1));
        graphics.fill(circle);
        graphics.setColor(theme.measure());
        graphics.setStroke(new BasicStroke(1.4f));
        graphics.draw(circle);
        if (isField()) {
            graphics.setColor(theme.ink());
            graphics.draw(new Line2D.Double(
                    canvas.column(0), canvas.row(region.top()), canvas.column(0), canvas.row(region.bottom())));
        }
    }

    private static void mark(Graphics2D graphics, double x, double y, int number, Theme theme) {
        Color colour = number == 0 ? theme.real() : theme.generated();
        graphics.setColor(Theme.translucent(colour, 0.75));
        graphics.setStroke(new BasicStroke(1.4f));
        if (number == 0) {
            graphics.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
        } else {
            graphics.draw(new Line2D.Double(x - 3, y - 3, x + 3, y + 3));
            graphics.draw(new Line2D.Double(x - 3, y + 3, x + 3, y - 3));
        }
    }

    private void paintLegend(Graphics2D graphics, Chart chart, Theme theme) {
        graphics.setFont(theme.font(13));
        double left = chart.left();
        for (int i = 0; i < clouds.size(); i++) {
            mark(graphics, left + 4, chart.legend(i) - 4, i, theme);
            graphics.setColor(theme.ink());
            graphics.drawString(clouds.get(i).name(), (float) left + 14, (float) chart.legend(i));
        }
        double base = chart.legend(clouds.size());
        graphics.setColor(theme.measure());
        graphics.setStroke(new BasicStroke(1.4f));
        graphics.draw(new Line2D.Double(left, base - 4, left + 10, base - 4));
        graphics.setColor(theme.ink());
        graphics.drawString(
                isField() ? "inside, steps of " + Ticks.label(step) + " lead nearer" : "inside, steps lead nearer",
                (float) left + 14,
                (float) base);
    }
}
