package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One number as a function of another, for several variants side by side, which differ in colour and in the pattern of their lines.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows; numbers that a logarithmic axis cannot show are left out
 * @param lines at least one and at most as many as there are colours, six, of different names
 */
public record LinesPicture(Axis x, Axis y, List<Line> lines) implements Picture {
    /** As many lines as can be told apart. */
    public static final int MOST = 6;

    private static final int WIDTH = 560;
    private static final int CHART_HEIGHT = 320;

    /** Letters of a name, of which three stand in a row; of longer ones two do. */
    private static final int SHORT = 20;

    private static final int HEAD = 30;
    private static final int ROW = 20;
    private static final int SAMPLE = 26;
    private static final float[][] PATTERNS = {{1, 0}, {8, 4}, {2, 3}, {10, 3, 2, 3}, {14, 5}, {5, 2}};

    /**
     * An axis.
     *
     * @param title what it shows, with its unit
     * @param logarithmic whether by its logarithm
     */
    public record Axis(String title, boolean logarithmic) {
        /** An axis of equal steps. */
        public static Axis linear(String title) {
            return new Axis(title, false);
        }

        /** An axis of equal factors. */
        public static Axis logarithmic(String title) {
            return new Axis(title, true);
        }

        /** Where a number stands, by its logarithm or as it is; NaN where it cannot be shown. XChart's own scale has no such ticks. */
        private double place(double value) {
            double place = logarithmic ? Math.log10(value) : value;
            return Double.isFinite(place) ? place : Double.NaN;
        }

        private double[] places(double[] values) {
            return Arrays.stream(values).map(this::place).toArray();
        }

        private String label(double place) {
            if (!logarithmic) {
                return Ticks.label(place);
            }
            boolean power = Math.abs(place - Math.rint(place)) < 1e-9;
            return !power
                    ? Ticks.rough(Math.pow(10, place))
                    : Math.abs(place) < 3.5
                            ? Ticks.label(Math.pow(10, Math.rint(place)))
                            : "10" + superscript((int) Math.rint(place));
        }

        private static String superscript(int exponent) {
            String digits = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
            StringBuilder text = new StringBuilder();
            for (char c : String.valueOf(exponent).toCharArray()) {
                text.append(c == '-' ? '\u207b' : digits.charAt(c - '0'));
            }
            return text.toString();
        }
    }

    /**
     * A variant.
     *
     * @param name what the legend calls it
     * @param x where it was measured, increasing
     * @param y what was measured there, as many
     */
    public record Line(String name, double[] x, double[] y) {}

    /** Checks the number of lines. */
    public LinesPicture {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MOST) {
            throw new IllegalArgumentException("lines: expected 1 to " + MOST + " lines, found " + lines.size());
        }
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return head() + CHART_HEIGHT;
    }

    private int head() {
        return HEAD + ROW * ((lines.size() + namesInARow() - 1) / namesInARow());
    }

    private int namesInARow() {
        return lines.stream().allMatch(line -> line.name().length() <= SHORT) ? 3 : 2;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        ChartLook look = new ChartLook(theme);
        XYChart chart = new XYChart(WIDTH, CHART_HEIGHT);
        look.apply(chart.getStyler());
        chart.setXAxisTitle(x.title());
        span(chart);
        for (int i = 0; i < lines.size(); i++) {
            add(chart, i, theme);
        }
        Graphics2D below = (Graphics2D) graphics.create();
        below.translate(0, head());
        chart.paint(below, WIDTH, CHART_HEIGHT);
        below.dispose();
        paintNames(graphics, look);
    }

    private void add(XYChart chart, int number, Theme theme) {
        Line line = lines.get(number);
        if (line.x().length == 0) {
            return; // XChart refuses it; its name stands above all the same.
        }
        XYSeries series = chart.addSeries(line.name(), x.places(line.x()), y.places(line.y()));
        Color colour = colour(number, theme);
        series.setMarker(line.x().length <= 30 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(colour);
        series.setLineColor(colour);
        series.setLineStyle(stroke(number));
    }

    /** After Okabe and Ito 2008, as the other colours of a theme. */
    private static Color colour(int number, Theme theme) {
        boolean dark = theme.equals(Theme.DARK);
        return List.of(
                        theme.real(),
                        theme.generated(),
                        theme.measure(),
                        theme.critic(),
                        Color.decode(dark ? "#e0c060" : "#a67c00"),
                        theme.muted())
                .get(number);
    }

    private static BasicStroke stroke(int number) {
        return number == 0
                ? new BasicStroke(1.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(1.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, PATTERNS[number], 0);
    }

    private void span(XYChart chart) {
        double[] across = span(x, Line::x);
        double[] up = span(y, Line::y);
        AxesChartStyler styler = chart.getStyler();
        styler.setXAxisMin(across[0]).setXAxisMax(across[1]).setYAxisMin(up[0]).setYAxisMax(up[1]);
        styler.setXAxisTickMarkSpacingHint(80).setYAxisTickMarkSpacingHint(44);
        styler.setXAxisTickLabelsFormattingFunction(x::label);
        styler.setYAxisTickLabelsFormattingFunction(y::label);
        // As in CurveBounds: with corners that nobody sees ticks are at round numbers, and not at the data.
        chart.addSeries("corners", across, new double[] {up[1], up[0]}).setEnabled(false);
    }

    private double[] span(Axis axis, Function<Line, double[]> numbers) {
        double[] shown = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(axis.places(numbers.apply(line))))
                .filter(place -> !Double.isNaN(place))
                .sorted()
                .toArray();
        double low = shown.length == 0 ? 0 : shown[0];
        double high = shown.length == 0 ? 1 : shown[shown.length - 1];
        double margin = Math.max(0, 1e-6 + 0.01 * Math.max(Math.abs(low), Math.abs(high)) - (high - low)) / 2;
        double half = Ticks.step((high - low + 2 * margin) / 5) / 2;
        return new double[] {Math.floor((low - margin) / half) * half, Math.ceil((high + margin) / half) * half};
    }

    private void paintNames(Graphics2D graphics, ChartLook look) {
        graphics.setFont(look.font());
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setColor(look.theme().muted());
        graphics.drawString(y.title(), 8, 18);
        int inARow = namesInARow();
        double column = (double) (WIDTH - 8) / inARow;
        for (int i = 0; i < lines.size(); i++) {
            double left = 8 + i % inARow * column;
            double base = HEAD + ROW * (i / inARow) + 12;
            double middle = base - metrics.getAscent() * 0.36;
            graphics.setColor(colour(i, look.theme()));
            graphics.setStroke(stroke(i));
            graphics.draw(new Line2D.Double(left, middle, left + SAMPLE, middle));
            graphics.setColor(look.theme().ink());
            graphics.drawString(lines.get(i).name(), (float) (left + SAMPLE + 7), (float) base);
        }
    }
}
