package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/**
 * Where players go in the plane of two numbers: lines along the field, with arrows, and over them the ways that players took.
 *
 * @param region which part of the plane
 * @param across the field's horizontal part on a grid of {@link #GRID} rows, the lowest first, of {@link #GRID} columns
 * @param up its vertical part
 * @param ways x and y of each point one after another, from the start, which has a ring
 * @param rest points of rest likewise
 */
public record FlowPicture(Region region, double[] across, double[] up, List<double[]> ways, double[] rest)
        implements Picture {
    /** Rows and columns of the grid. */
    public static final int GRID = 41;

    private static final int SIDE = 420;
    private static final double ARROW = 5;

    /** Copies the list. */
    public FlowPicture {
        ways = List.copyOf(ways);
    }

    private Chart chart() {
        return new Chart(region, SIDE);
    }

    @Override
    public int width() {
        return chart().width();
    }

    @Override
    public int height() {
        return chart().height(1);
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        Chart.Canvas canvas = new Chart.Canvas(chart(), graphics, theme, 1);
        canvas.paintGround();
        canvas.inside(() -> {
            paintField(graphics, canvas, theme);
            ways.forEach(way -> paintWay(graphics, canvas, way, theme.generated()));
            for (int i = 0; i + 1 < rest.length; i += 2) {
                dot(graphics, canvas.column(rest[i]), canvas.row(rest[i + 1]), 7, theme.real());
            }
        });
        canvas.paintAxes();
        paintLegend(graphics, theme);
    }

    private void paintField(Graphics2D graphics, Chart.Canvas canvas, Theme theme) {
        double width = region.right() - region.left();
        double height = region.top() - region.bottom();
        double[] u = new double[across.length];
        double[] v = new double[up.length];
        Arrays.setAll(u, i -> across[i] / width);
        Arrays.setAll(v, i -> up[i] / height);
        graphics.setColor(Theme.translucent(theme.muted(), 0.75));
        graphics.setStroke(new BasicStroke(0.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (double[] line : new Streamlines(u, v, GRID).lines()) {
            double[] points = new double[line.length];
            for (int i = 0; i < line.length; i += 2) {
                points[i] = region.left() + line[i] * width;
                points[i + 1] = region.bottom() + line[i + 1] * height;
            }
            graphics.draw(canvas.path(points));
            paintArrow(graphics, canvas, points);
        }
    }

    /** In the middle of a line. */
    private static void paintArrow(Graphics2D graphics, Chart.Canvas canvas, double[] points) {
        int at = points.length / 4 * 2;
        double x = canvas.column(points[at]);
        double y = canvas.row(points[at + 1]);
        double angle = Math.atan2(y - canvas.row(points[at - 1]), x - canvas.column(points[at - 2]));
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - ARROW * Math.cos(angle - 0.45), y - ARROW * Math.sin(angle - 0.45));
        head.lineTo(x - ARROW * Math.cos(angle + 0.45), y - ARROW * Math.sin(angle + 0.45));
        head.closePath();
        graphics.fill(head);
    }

    private static void paintWay(Graphics2D graphics, Chart.Canvas canvas, double[] way, Color colour) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(canvas.path(way));
        double x = canvas.column(way[0]);
        double y = canvas.row(way[1]);
        graphics.draw(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
    }

    private static void dot(Graphics2D graphics, double x, double y, double size, Color colour) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
    }

    private void paintLegend(Graphics2D graphics, Theme theme) {
        double base = chart().legend(0);
        double left = chart().left();
        graphics.setFont(theme.font(13));
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.setColor(Theme.translucent(theme.muted(), 0.75));
        graphics.draw(new Line2D.Double(left, base - 4, left + 22, base - 4));
        graphics.setColor(theme.generated());
        graphics.draw(new Line2D.Double(left + 116, base - 4, left + 138, base - 4));
        graphics.draw(new Ellipse2D.Double(left + 112, base - 8, 8, 8));
        dot(graphics, left + 276, base - 4, 7, theme.real());
        graphics.setColor(theme.ink());
        graphics.drawString("the field", (float) left + 28, (float) base);
        graphics.drawString("a way, its start", (float) left + 145, (float) base);
        graphics.drawString("at rest", (float) left + 286, (float) base);
    }
}
