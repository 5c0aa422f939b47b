package dev.nabla2.lab.sweep;

import dev.nabla2.lab.picture.ColourMap;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.report.Html;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A metric over two of a sweep's axes, or over the only one, as a table whose cells are coloured by their medians.
 *
 * @param sweep the sweep
 * @param metric what is shown
 * @param down the axis whose values are the rows; empty where there is one axis only
 * @param across the axis whose values are the columns
 */
record HeatMap(Sweep sweep, Metric metric, Optional<Integer> down, int across) {
    /** How many colours there are. */
    private static final int SHADES = 16;

    /** A map of each metric for every pair of axes, or for the only axis. */
    static List<HeatMap> all(Sweep sweep) {
        int axes = sweep.grid().axes().size();
        List<HeatMap> all = new ArrayList<>();
        for (Metric metric : sweep.shown()) {
            if (axes == 1) {
                all.add(new HeatMap(sweep, metric, Optional.empty(), 0));
            }
            for (int i = 0; i < axes; i++) {
                for (int j = i + 1; j < axes; j++) {
                    all.add(new HeatMap(sweep, metric, Optional.of(i), j));
                }
            }
        }
        return all;
    }

    /** The rules that give the shades their colours, in light and in dark. */
    static String style() {
        StringBuilder style = new StringBuilder();
        shades(style, Theme.LIGHT.surface());
        style.append("@media (prefers-color-scheme: dark) {\n");
        shades(style, Theme.DARK.surface());
        return style.append("}\n").toString();
    }

    private static void shades(StringBuilder style, ColourMap colours) {
        for (int i = 0; i < SHADES; i++) {
            Color colour = colours.at(i / (SHADES - 1.0));
            style.append(String.format(
                    Locale.ROOT,
                    ".shade%d { background: #%02x%02x%02x; }%n",
                    i,
                    colour.getRed(),
                    colour.getGreen(),
                    colour.getBlue()));
        }
    }

    /** The figure, with its caption. */
    String html() {
        List<String> columns = axis(across).values();
        List<String> rows = down.map(i -> axis(i).values()).orElse(List.of(""));
        double[][] medians = new double[rows.size()][columns.size()];
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                medians[i][j] = median(rows.get(i), columns.get(j));
                lowest = Double.isNaN(medians[i][j]) ? lowest : Math.min(lowest, medians[i][j]);
                highest = Double.isNaN(medians[i][j]) ? highest : Math.max(highest, medians[i][j]);
            }
        }
        StringBuilder html =
                new StringBuilder("<figure class=\"heat\"><div class=\"scroll\"><table>\n<thead><tr><td></td>"
                        + "<th scope=\"colgroup\" colspan=\"" + columns.size() + "\">"
                        + Html.escape(axis(across).label()) + "</th></tr>\n<tr><th scope=\"col\">"
                        + down.map(i -> Html.escape(axis(i).label())).orElse("") + "</th>");
        columns.forEach(value ->
                html.append("<th scope=\"col\">").append(Html.escape(value)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < rows.size(); i++) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(rows.get(i)))
                    .append("</th>");
            for (double median : medians[i]) {
                html.append(cell(median, lowest, highest));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div><figcaption>")
                .append(caption())
                .append("</figcaption></figure>\n")
                .toString();
    }

    private Axis axis(int i) {
        return sweep.grid().axes().get(i);
    }

    private double median(String row, String column) {
        return down.map(i -> sweep.pooled(metric, i, row, across, column))
                .orElseGet(() -> sweep.pooled(metric, across, column, across, column))
                .median();
    }

    private String cell(double median, double lowest, double highest) {
        if (Double.isNaN(median)) {
            return "<td class=\"none\">\u2013</td>";
        }
        double place = highest > lowest ? (median - lowest) / (highest - lowest) : 0.5;
        return "<td class=\"shade" + Math.round(place * (SHADES - 1)) + "\">" + metric.text(median) + "</td>";
    }

    private String caption() {
        int others = sweep.grid().axes().size() - (down.isPresent() ? 2 : 1);
        return "<strong>" + Html.escape(metric.label()) + "</strong>: " + Html.escape(metric.meaning())
                + "; medians over seeds" + (others > 0 ? " and all values of the other options" : "")
                + " of the runs that finished.";
    }
}
