package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;

/**
 * From which starts players come to rest.
 *
 * @param region which part of the plane
 * @param starts x and y of each start one after another
 * @param came for each whether the players came to rest
 * @param within in how many steps, as the legend says
 */
public record BasinPicture(Region region, double[] starts, boolean[] came, String within) implements Picture {
    private static final int SIDE = 420;

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
            for (int i = 0; i < came.length; i++) {
                mark(graphics, canvas.column(starts[2 * i]), canvas.row(starts[2 * i + 1]), came[i], theme);
            }
        });
        canvas.paintAxes();
        double base = chart().legend(0);
        double left = chart().left();
        mark(graphics, left + 4, base - 4, true, theme);
        mark(graphics, left + 234, base - 4, false, theme);
        graphics.setColor(theme.ink());
        graphics.setFont(theme.font(13));
        graphics.drawString("at rest within " + within, (float) left + 14, (float) base);
        graphics.drawString("not at rest", (float) left + 246, (float) base);
    }

    /** A dot or a cross, so that shape tells them apart as well as colour. */
    private static void mark(Graphics2D graphics, double x, double y, boolean came, Theme theme) {
        if (came) {
            graphics.setColor(theme.real());
            graphics.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
            return;
        }
        graphics.setColor(theme.generated());
        graphics.setStroke(new BasicStroke(1.4f));
        graphics.draw(new Line2D.Double(x - 3, y - 3, x + 3, y + 3));
        graphics.draw(new Line2D.Double(x - 3, y + 3, x + 3, y - 3));
    }
}
