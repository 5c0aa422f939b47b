package dev.nabla2.lab.picture;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;

/**
 * The line above curves: the unit at the left, above its axis, so that it needs no turned letters, and what each curve is at the
 * right.
 *
 * <p>XChart has no legend above a plot, and sets the names in a row by their outlines and not on one baseline.
 *
 * @param unit what the vertical axis shows
 * @param curves those to name
 */
record CurveLegend(String unit, List<Curve> curves) {
    static final int HEIGHT = 40;

    private static final double LINE = 21;
    private static final double GAP = 7;
    private static final double BETWEEN = 18;
    private static final float BASELINE = 24;
    private static final double MIDDLE = 19.5;

    /** Paints from {@code left} to {@code right}. */
    void paint(Graphics2D graphics, ChartLook look, double left, double right) {
        graphics.setFont(look.font());
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setColor(look.theme().muted());
        graphics.drawString(unit, (float) left, BASELINE);
        double column = right + BETWEEN;
        for (Curve curve : curves) {
            column -= width(metrics, curve);
        }
        for (Curve curve : curves) {
            graphics.setColor(look.colour(curve.role()));
            graphics.setStroke(look.stroke(curve.style()));
            graphics.draw(new Line2D.Double(column, MIDDLE, column + LINE, MIDDLE));
            if (curve.style() == Curve.Style.DOTS) {
                double radius = ChartLook.DOT / 2.0;
                graphics.fill(new Ellipse2D.Double(
                        column + LINE / 2 - radius, MIDDLE - radius, ChartLook.DOT, ChartLook.DOT));
            }
            graphics.setColor(look.theme().ink());
            graphics.drawString(curve.name(), (float) (column + LINE + GAP), BASELINE);
            column += width(metrics, curve);
        }
    }

    private static double width(FontMetrics metrics, Curve curve) {
        return LINE + GAP + metrics.stringWidth(curve.name()) + BETWEEN;
    }
}
