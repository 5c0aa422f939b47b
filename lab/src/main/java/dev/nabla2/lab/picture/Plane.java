package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A square piece of the plane, from {@code middle - reach} to {@code middle + reach} along both axes, and where on a picture it lies.
 *
 * @param left its left edge on the picture
 * @param top its upper edge
 * @param side its length on the picture
 * @param middle of the coordinates in it
 * @param reach how far they go to either side
 */
record Plane(double left, double top, double side, double middle, double reach) {
    /** About as many lines of a grid along each axis. */
    static final int LINES = 6;

    /** A piece around the origin. */
    Plane(double left, double top, double side, double reach) {
        this(left, top, side, 0, reach);
    }

    double column(double x) {
        return left + (x - middle + reach) / (2 * reach) * side;
    }

    double row(double y) {
        return top + (reach - (y - middle)) / (2 * reach) * side;
    }

    boolean holds(double x, double y) {
        return Math.abs(x - middle) <= reach && Math.abs(y - middle) <= reach;
    }

    /** Round coordinates along either axis. */
    List<Double> ticks() {
        return Ticks.between(middle - reach, middle + reach, LINES);
    }

    Rectangle2D area() {
        return new Rectangle2D.Double(left, top, side, side);
    }

    void paintGrid(Graphics2D graphics, Theme theme) {
        graphics.setColor(theme.panel());
        graphics.fill(area());
        graphics.setColor(theme.grid());
        graphics.setStroke(new BasicStroke(0.75f));
        for (double line : ticks()) {
            graphics.draw(new Line2D.Double(column(line), top, column(line), top + side));
            graphics.draw(new Line2D.Double(left, row(line), left + side, row(line)));
        }
    }

    void paintFrame(Graphics2D graphics, Theme theme) {
        graphics.setColor(Theme.translucent(theme.muted(), 0.6));
        graphics.setStroke(new BasicStroke(1f));
        graphics.draw(area());
    }

    /** Paints points with a halo of another colour, and leaves out those beyond the plane. */
    void paintPoints(Graphics2D graphics, double[] points, double diameter, Color fill, Color halo) {
        Shape before = graphics.getClip();
        graphics.clip(area());
        if (halo.getAlpha() > 0) {
            graphics.setColor(halo);
            dots(graphics, points, diameter + 1.5);
        }
        graphics.setColor(fill);
        dots(graphics, points, diameter);
        graphics.setClip(before);
    }

    private void dots(Graphics2D graphics, double[] points, double diameter) {
        for (int i = 0; i < points.length; i += 2) {
            if (holds(points[i], points[i + 1])) {
                graphics.fill(new Ellipse2D.Double(
                        column(points[i]) - diameter / 2, row(points[i + 1]) - diameter / 2, diameter, diameter));
            }
        }
    }
}
