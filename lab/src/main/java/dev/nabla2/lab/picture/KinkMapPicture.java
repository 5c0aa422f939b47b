package dev.nabla2.lab.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Where a critic's kinks lie in the plane, and how strong something is there that may be positive or negative.
 *
 * @param strengths on a square of cells, the lowest row first
 * @param regions a number for each point of a finer square grid, the lowest row first, that differs across a kink
 * @param reach both squares span -reach to reach along both axes
 */
public record KinkMapPicture(double[] strengths, int[] regions, double reach) implements Picture {
    private static final int SIDE = 420;
    private static final int LEFT = 44;
    private static final int TOP = 20;
    private static final double SHOWN = 0.995;

    @Override
    public int width() {
        return LEFT + SIDE + 96;
    }

    @Override
    public int height() {
        return TOP + SIDE + 36;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        Plane plane = new Plane(LEFT, TOP, SIDE, reach);
        double scale = scale();
        ColourMap colours = new ColourMap(List.of(theme.real(), theme.panel(), theme.generated()));
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(
                cells(strengths.length, i -> colours.at((strengths[i] / scale + 1) / 2)), LEFT, TOP, SIDE, SIDE, null);
        Color line = Theme.translucent(theme.ink(), 0.28);
        Color clear = new Color(0, true);
        graphics.drawImage(cells(regions.length, i -> isKink(i) ? line : clear), LEFT, TOP, SIDE, SIDE, null);
        plane.paintFrame(graphics, theme);
        paintTicks(graphics, plane, theme);
        paintBar(graphics, colours, scale, theme);
    }

    /** All but the strongest cells are within it. */
    private double scale() {
        double[] sizes = Arrays.stream(strengths).map(Math::abs).sorted().toArray();
        double scale = sizes[(int) (SHOWN * (sizes.length - 1))];
        return scale > 0 ? scale : Math.max(sizes[sizes.length - 1], Double.MIN_NORMAL);
    }

    private interface Colours {
        Color at(int cell);
    }

    private static BufferedImage cells(int count, Colours colours) {
        int side = (int) Math.round(Math.sqrt(count));
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < count; i++) {
            image.setRGB(i % side, side - 1 - i / side, colours.at(i).getRGB());
        }
        return image;
    }

    /** Whether there is a kink between a point and its neighbour to the right or above. */
    private boolean isKink(int point) {
        int side = (int) Math.round(Math.sqrt(regions.length));
        boolean right = (point + 1) % side != 0 && regions[point] != regions[point + 1];
        boolean above = point + side < regions.length && regions[point] != regions[point + side];
        return right || above;
    }

    private void paintTicks(Graphics2D graphics, Plane plane, Theme theme) {
        graphics.setFont(theme.font(13));
        graphics.setColor(theme.muted());
        for (double tick : Ticks.between(-reach, reach, Plane.LINES)) {
            String label = Ticks.label(tick);
            double width = graphics.getFontMetrics().stringWidth(label);
            graphics.draw(new Line2D.Double(plane.column(tick), TOP + SIDE, plane.column(tick), TOP + SIDE + 4));
            graphics.drawString(label, (float) (plane.column(tick) - width / 2), TOP + SIDE + 20);
            graphics.draw(new Line2D.Double(LEFT - 4, plane.row(tick), LEFT, plane.row(tick)));
            graphics.drawString(label, (float) (LEFT - 9 - width), (float) plane.row(tick) + 5);
        }
    }

    private static void paintBar(Graphics2D graphics, ColourMap colours, double scale, Theme theme) {
        int left = LEFT + SIDE + 18;
        for (int row = 0; row < SIDE; row++) {
            graphics.setColor(colours.at(1 - (row + 0.5) / SIDE));
            graphics.fillRect(left, TOP + row, 16, 1);
        }
        graphics.setFont(theme.font(13));
        graphics.setColor(theme.muted());
        graphics.drawRect(left, TOP, 16, SIDE);
        for (int i = -1; i <= 1; i++) {
            graphics.drawString(Ticks.rough(i * scale), left + 22, TOP + (1 - i) * SIDE / 2 + 5);
        }
    }
}
