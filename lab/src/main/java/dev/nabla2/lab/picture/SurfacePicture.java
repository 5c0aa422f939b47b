package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A critic's values over a square of the plane as coloured bands with lines of equal value between them, and samples on top,
 * after the toy figure of Gulrajani et al. 2017.
 *
 * @param values on a grid of {@code GRID} rows, the lowest y first, of {@code GRID} columns
 * @param frame the square that the grid spans
 * @param range from which value to which the colours go; where empty, that of the values among the samples and as much again to either side
 * @param real real samples: x and y of each, one after another
 * @param generated generated samples likewise
 */
public record SurfacePicture(double[] values, Frame frame, Optional<Range> range, double[] real, double[] generated)
        implements Picture {
    /** Rows and columns of the grid. */
    public static final int GRID = 128;

    private static final int SIDE = 480;
    private static final int LEFT = 44;
    private static final int TOP = 56;

    /**
     * A square of the plane.
     *
     * @param middle of both coordinates
     * @param reach how far they go to either side
     */
    public record Frame(double middle, double reach) {
        /** The points of the grid: x and y of each, row by row, the lowest y first. */
        public double[] points() {
            double[] points = new double[2 * GRID * GRID];
            for (int row = 0; row < GRID; row++) {
                for (int column = 0; column < GRID; column++) {
                    int at = 2 * (row * GRID + column);
                    points[at] = middle + (2.0 * column / (GRID - 1) - 1) * reach;
                    points[at + 1] = middle + (2.0 * row / (GRID - 1) - 1) * reach;
                }
            }
            return points;
        }
    }

    /**
     * Values that colours stand for.
     *
     * @param low the lowest
     * @param high the highest
     */
    public record Range(double low, double high) {}

    /**
     * Evaluates a critic.
     *
     * @param critic gives the values of points
     * @param reach the square spans -reach to reach along both axes
     */
    public static SurfacePicture of(UnaryOperator<double[]> critic, double reach, double[] real, double[] generated) {
        Frame frame = new Frame(0, reach);
        return new SurfacePicture(critic.apply(frame.points()), frame, Optional.empty(), real, generated);
    }

    /** Whether there is anything to see: at least one finite value. */
    public boolean hasValues() {
        return Arrays.stream(values).anyMatch(Double::isFinite);
    }

    @Override
    public int width() {
        return LEFT + SIDE + 112;
    }

    @Override
    public int height() {
        return TOP + SIDE + 36;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        Plane plane = plane();
        ValueScale scale = range.map(fixed -> ValueScale.of(values, fixed.low(), fixed.high()))
                .orElseGet(() -> ValueScale.of(values, valuesAmongTheData()));
        paintBands(graphics, scale, theme);
        paintLines(graphics, plane, scale.levels(), theme);
        plane.paintPoints(graphics, real, 5, theme.real(), Theme.translucent(theme.background(), 0.85));
        plane.paintPoints(graphics, generated, 2.6, theme.generated(), Theme.translucent(theme.background(), 0.45));
        plane.paintFrame(graphics, theme);
        paintAxes(graphics, plane, theme);
        paintLegend(graphics, theme);
        paintBar(graphics, scale, theme);
    }

    private Plane plane() {
        return new Plane(LEFT, TOP, SIDE, frame.middle(), frame.reach());
    }

    /** The critic's values at real and generated samples, and half way between them. */
    private double[] valuesAmongTheData() {
        int pairs = Math.min(real.length, generated.length) / 2;
        double[] points = new double[2 * pairs];
        Arrays.setAll(points, i -> (real[i] + generated[i]) / 2);
        return Stream.of(real, generated, points)
                .flatMapToDouble(this::valuesInside)
                .toArray();
    }

    private DoubleStream valuesInside(double[] points) {
        return IntStream.range(0, points.length / 2)
                .filter(i -> plane().holds(points[2 * i], points[2 * i + 1]))
                .mapToDouble(i -> interpolated(onGrid(points[2 * i]), onGrid(points[2 * i + 1])));
    }

    private double onGrid(double coordinate) {
        return (coordinate - frame.middle() + frame.reach()) / (2 * frame.reach()) * (GRID - 1);
    }

    private void paintBands(Graphics2D graphics, ValueScale scale, Theme theme) {
        int pixels = SIDE * Png.RESOLUTION;
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < pixels; row++) {
            for (int column = 0; column < pixels; column++) {
                double value =
                        interpolated((column + 0.5) / pixels * (GRID - 1), (pixels - row - 0.5) / pixels * (GRID - 1));
                image.setRGB(column, row, scale.colour(value, theme.surface()).getRGB());
            }
        }
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, LEFT, TOP, SIDE, SIDE, null);
    }

    private double interpolated(double column, double row) {
        int c = Math.min((int) column, GRID - 2);
        int r = Math.min((int) row, GRID - 2);
        double across = column - c;
        double up = row - r;
        return (1 - up) * ((1 - across) * values[r * GRID + c] + across * values[r * GRID + c + 1])
                + up * ((1 - across) * values[(r + 1) * GRID + c] + across * values[(r + 1) * GRID + c + 1]);
    }

    private void paintLines(Graphics2D graphics, Plane plane, List<Double> levels, Theme theme) {
        AffineTransform toPicture = new AffineTransform();
        toPicture.translate(plane.left(), plane.top() + plane.side());
        toPicture.scale(plane.side() / (GRID - 1), -plane.side() / (GRID - 1));
        Contours contours = new Contours(values, GRID);
        graphics.setColor(Theme.translucent(theme.ink(), 0.4));
        graphics.setStroke(new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (double level : levels) {
            graphics.draw(toPicture.createTransformedShape(contours.line(level)));
        }
    }

    private void paintAxes(Graphics2D graphics, Plane plane, Theme theme) {
        graphics.setFont(theme.font(13));
        graphics.setColor(theme.muted());
        for (double tick : plane.ticks()) {
            String label = Ticks.label(tick);
            double width = graphics.getFontMetrics().stringWidth(label);
            graphics.draw(new Line2D.Double(plane.column(tick), TOP + SIDE, plane.column(tick), TOP + SIDE + 4));
            graphics.drawString(label, (float) (plane.column(tick) - width / 2), TOP + SIDE + 20);
            graphics.draw(new Line2D.Double(LEFT - 4, plane.row(tick), LEFT, plane.row(tick)));
            graphics.drawString(label, (float) (LEFT - 9 - width), (float) plane.row(tick) + 5);
        }
    }

    private static void paintLegend(Graphics2D graphics, Theme theme) {
        Plane key = new Plane(LEFT, 0, 400, 200);
        graphics.setFont(theme.font(14));
        key.paintPoints(graphics, new double[] {-194, 178}, 8, theme.real(), theme.background());
        key.paintPoints(graphics, new double[] {-94, 178}, 8, theme.generated(), theme.background());
        graphics.setColor(theme.ink());
        graphics.drawString("real data", LEFT + 16, 27);
        graphics.drawString("generated", LEFT + 116, 27);
        graphics.drawString("critic\u2019s value", LEFT + SIDE + 16, 27);
    }

    private static void paintBar(Graphics2D graphics, ValueScale scale, Theme theme) {
        int left = LEFT + SIDE + 20;
        for (int row = 0; row < SIDE * Png.RESOLUTION; row++) {
            double value = scale.high() - (scale.high() - scale.low()) * (row + 0.5) / (SIDE * Png.RESOLUTION);
            graphics.setColor(scale.colour(value, theme.surface()));
            graphics.fill(new Rectangle2D.Double(left, TOP + (double) row / Png.RESOLUTION, 18, 1));
        }
        graphics.setColor(Theme.translucent(theme.muted(), 0.6));
        graphics.setStroke(new BasicStroke(1f));
        graphics.draw(new Rectangle2D.Double(left, TOP, 18, SIDE));
        graphics.setFont(theme.font(13));
        graphics.setColor(theme.muted());
        for (double tick : scale.ticks()) {
            double row = TOP + SIDE * (scale.high() - tick) / (scale.high() - scale.low());
            graphics.draw(new Line2D.Double(left + 18, row, left + 22, row));
            graphics.drawString(Ticks.label(tick), left + 26, (float) row + 5);
        }
        if (scale.reachesAbove()) {
            graphics.drawString("up to " + Ticks.rough(scale.highest()), left, TOP - 8);
        }
        if (scale.reachesBelow()) {
            graphics.drawString("down to " + Ticks.rough(scale.lowest()), left, TOP + SIDE + 20);
        }
    }
}
