package dev.nabla2.lab.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/**
 * Makes a chart of XChart look like the other pictures.
 *
 * @param theme the colours
 */
record ChartLook(Theme theme) {
    /** The diameter of a dot. */
    static final int DOT = 5;

    /** Around a chart. */
    static final int PADDING = 14;

    /** From the left edge of a chart to its plot, whatever the numbers between, so that charts below each other align. */
    static final int LEFT = 58;

    static final BasicStroke FINE = new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private static final BasicStroke SOLID = new BasicStroke(1.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.7f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

    Font font() {
        return theme.font(13);
    }

    Color colour(Curve.Role role) {
        return role.colour(theme);
    }

    /** Opaque, for XChart paints each piece of a line by itself, and translucent ones would show where they overlap. */
    Color faint(Curve.Role role) {
        return new ColourMap(List.of(theme.panel(), colour(role))).at(0.25);
    }

    BasicStroke stroke(Curve.Style style) {
        return style == Curve.Style.LEVEL ? DASHED : SOLID;
    }

    void apply(AxesChartStyler styler) {
        styler.setChartFontColor(theme.muted())
                .setChartBackgroundColor(theme.background())
                .setChartTitleVisible(false)
                .setChartPadding(PADDING)
                .setLegendVisible(false)
                .setPlotBackgroundColor(theme.panel())
                .setPlotBorderColor(Theme.translucent(theme.muted(), 0.6))
                .setPlotContentSize(0.95)
                .setMarkerSize(DOT)
                .setYAxisLeftWidthHint(LEFT);
        styler.setYAxisTitleVisible(false)
                .setAxisTitleFont(font())
                .setAxisTitlePadding(12)
                .setAxisTickLabelsFont(font())
                .setAxisTickLabelsColor(theme.muted())
                .setXAxisLabelAlignmentVertical(TextAlignment.Right)
                .setYAxisLabelAlignment(TextAlignment.Right)
                .setAxisTickPadding(8)
                .setAxisTickMarkLength(0)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                .setPlotGridLinesColor(theme.grid())
                .setPlotGridLinesStroke(new BasicStroke(0.75f))
                .setPlotMargin(0);
    }
}
