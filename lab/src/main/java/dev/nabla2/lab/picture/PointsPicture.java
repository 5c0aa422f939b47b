package dev.nabla2.lab.picture;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * Samples in the plane: generated ones over real ones.
 *
 * @param real x and y of each real sample, one after another
 * @param generated likewise; none to show real data alone
 * @param reach the picture shows -reach to reach along both axes
 */
public record PointsPicture(double[] real, double[] generated, double reach) implements Picture {
    private static final int SIDE = 260;
    private static final Color NO_HALO = new Color(0, true);

    @Override
    public int width() {
        return SIDE;
    }

    @Override
    public int height() {
        return SIDE;
    }

    /** The fraction of the generated samples that lie outside the picture. */
    public double outside() {
        Plane plane = plane();
        int outside = 0;
        for (int i = 0; i < generated.length; i += 2) {
            outside += plane.holds(generated[i], generated[i + 1]) ? 0 : 1;
        }
        return generated.length == 0 ? 0 : 2.0 * outside / generated.length;
    }

    private Plane plane() {
        return new Plane(0.5, 0.5, SIDE - 1, reach);
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        Plane plane = plane();
        plane.paintGrid(graphics, theme);
        boolean alone = generated.length == 0;
        plane.paintPoints(
                graphics, real, alone ? 2.4 : 4, Theme.translucent(theme.real(), alone ? 0.55 : 0.3), NO_HALO);
        plane.paintPoints(graphics, generated, 2.2, Theme.translucent(theme.generated(), 0.55), NO_HALO);
        plane.paintFrame(graphics, theme);
    }
}
