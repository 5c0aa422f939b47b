package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * A region as it lies on a picture, with ticks and names on both axes; above it there is room for a legend.
 *
 * @param region what is shown
 * @param side the length of its edges
 */
record Chart(Region region, int side) {
    private static final int LEFT = 66;
    private static final int LEGEND = 24;
    private static final int BOTTOM = 48;
    private static final int RIGHT = 14;
    private static final int LINES = 6;

    int width() {
        return LEFT + side + RIGHT;
    }

    int height(int legends) {
        return top(legends) + side + BOTTOM;
    }

    /** Where the region begins below so many lines of legend. */
    int top(int legends) {
        return 26 + LEGEND * legends;
    }

    /** What a legend line is painted on. */
    double legend(int line) {
        return 16 + LEGEND * line;
    }

    double left() {
        return LEFT;
    }

    /** A chart being painted. */
    static final class Canvas {
        private final Chart chart;
        private final Graphics2D graphics;
        private final Theme theme;
        private final int top;

        Canvas(Chart chart, Graphics2D graphics, Theme theme, int legends) {
            this.chart = chart;
            this.graphics = graphics;
            this.theme = theme;
            this.top = chart.top(legends);
        }

        double column(double x) {
            Region r = chart.region;
            return LEFT + (x - r.left()) / (r.right() - r.left()) * chart.side;
        }

        double row(double y) {
            Region r = chart.region;
            return top + (r.top() - y) / (r.top() - r.bottom()) * chart.side;
        }

        Rectangle2D area() {
            return new Rectangle2D.Double(LEFT, top, chart.side, chart.side);
        }

        /** A line through points, as x and y of each one after another. */
        Path2D path(double[] points) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i + 1 < points.length; i += 2) {
                if (i == 0) {
                    path.moveTo(column(points[0]), row(points[1]));
                } else {
                    path.lineTo(column(points[i]), row(points[i + 1]));
                }
            }
            return path;
        }

        void paintGround() {
            graphics.setColor(theme.background());
            graphics.fill(new Rectangle2D.Double(0, 0, chart.width(), top + chart.side + BOTTOM));
            graphics.setColor(theme.panel());
            graphics.fill(area());
            graphics.setColor(theme.grid());
            graphics.setStroke(new BasicStroke(0.75f));
            Region r = chart.region;
            for (double x : Ticks.between(r.left(), r.right(), LINES)) {
                graphics.draw(new Line2D.Double(column(x), top, column(x), top + chart.side));
            }
            for (double y : Ticks.between(r.bottom(), r.top(), LINES)) {
                graphics.draw(new Line2D.Double(LEFT, row(y), LEFT + chart.side, row(y)));
            }
        }

        /** What is painted meanwhile does not leave the region. */
        void inside(Runnable painting) {
            Shape before = graphics.getClip();
            graphics.clip(area());
            painting.run();
            graphics.setClip(before);
        }

        void paintAxes() {
            graphics.setColor(Theme.translucent(theme.muted(), 0.6));
            graphics.setStroke(new BasicStroke(1f));
            graphics.draw(area());
            graphics.setFont(theme.font(13));
            graphics.setColor(theme.muted());
            FontMetrics metrics = graphics.getFontMetrics();
            Region r = chart.region;
            double free = Double.NEGATIVE_INFINITY;
            for (double x : Ticks.between(r.left(), r.right(), LINES)) {
                String label = Ticks.label(x);
                double left = column(x) - metrics.stringWidth(label) / 2.0;
                // Long labels have no room at every line.
                if (left > free) {
                    graphics.drawString(label, (float) left, top + chart.side + 19);
                    free = left + metrics.stringWidth(label + "0");
                }
            }
            for (double y : Ticks.between(r.bottom(), r.top(), LINES)) {
                String label = Ticks.label(y);
                graphics.drawString(label, (float) (LEFT - 8 - metrics.stringWidth(label)), (float) row(y) + 5);
            }
            graphics.setColor(theme.ink());
            graphics.drawString(
                    r.across(),
                    (float) (LEFT + (chart.side - metrics.stringWidth(r.across())) / 2.0),
                    top + chart.side + 40);
            graphics.drawString(r.up(), 8, top - 9);
        }
    }
}
