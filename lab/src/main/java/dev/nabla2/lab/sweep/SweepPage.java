package dev.nabla2.lab.sweep;

import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.PageParts;
import java.util.List;
import java.util.stream.Collectors;

/** A sweep as an HTML page that needs nothing else. */
final class SweepPage {
    private SweepPage() {}

    /**
     * The page.
     *
     * @param command what was typed
     * @param environment what it ran on
     */
    static String of(Sweep sweep, String command, Environment environment) {
        List<Metric> shown = sweep.shown();
        String maps = HeatMap.all(sweep).stream().map(HeatMap::html).collect(Collectors.joining());
        return PageParts.read("sweep.html")
                .replace("{{style}}", PageParts.read("page.css") + HeatMap.style())
                .replace("{{title}}", Html.escape(title(sweep)))
                .replace("{{lead}}", Html.escape(lead(sweep)))
                .replace("{{header}}", header(sweep, shown))
                .replace("{{rows}}", real(sweep, shown) + rows(sweep, shown))
                .replace(
                        "{{meanings}}",
                        Html.escape(shown.stream()
                                .map(metric -> metric.label() + ": " + metric.meaning())
                                .collect(Collectors.joining("; "))))
                .replace(
                        "{{maps}}",
                        maps.isEmpty()
                                ? ""
                                : "<section><h2>Heat maps</h2><p>The stronger the colour, the"
                                        + " higher the number, each map on a scale of its own.</p><div class=\"maps\">\n"
                                        + maps
                                        + "</div></section>")
                .replace("{{environment}}", environment(environment))
                .replace("{{pattern}}", Html.escape(sweep.pattern()))
                .replace("{{command}}", Html.escape(command));
    }

    private static String title(Sweep sweep) {
        return sweep.grid().axes().isEmpty()
                ? "Sweep over seeds"
                : "Sweep over " + sweep.grid().axes().stream().map(Axis::label).collect(Collectors.joining(" \u00d7 "));
    }

    private static String lead(Sweep sweep) {
        String diverged = sweep.endings().entrySet().stream()
                .filter(ending -> ending.getValue() > 0 && !ending.getKey().equals("finished"))
                .map(ending -> "; " + Format.count(ending.getValue()) + " " + ending.getKey())
                .collect(Collectors.joining());
        return SweepText.head(sweep) + diverged + ".";
    }

    private static String header(Sweep sweep, List<Metric> shown) {
        StringBuilder cells = new StringBuilder();
        sweep.grid()
                .axes()
                .forEach(axis -> cells.append("<th scope=\"col\">")
                        .append(Html.escape(axis.label()))
                        .append("</th>"));
        shown.forEach(metric -> cells.append("<th scope=\"col\" class=\"number\">")
                .append(metric.label())
                .append("</th>"));
        return cells.append("<th scope=\"col\" class=\"number\">runs</th>").toString();
    }

    private static String real(Sweep sweep, List<Metric> shown) {
        int axes = sweep.grid().axes().size();
        if (shown.stream().noneMatch(metric -> sweep.real(metric).exists()) || axes == 0) {
            return "";
        }
        StringBuilder row = new StringBuilder("<tr class=\"real\"><td colspan=\"" + axes + "\">real data</td>");
        shown.forEach(metric -> row.append("<td class=\"number\">")
                .append(
                        sweep.real(metric).exists()
                                ? metric.text(sweep.real(metric).median())
                                : "")
                .append("</td>"));
        return row.append("<td></td></tr>\n").toString();
    }

    private static String rows(Sweep sweep, List<Metric> shown) {
        StringBuilder rows = new StringBuilder();
        for (CellResult result : sweep.results()) {
            rows.append("<tr>");
            result.cell()
                    .values()
                    .forEach(value ->
                            rows.append("<td>").append(Html.escape(value)).append("</td>"));
            if (result.refusal().isPresent()) {
                rows.append("<td class=\"why\" colspan=\"")
                        .append(shown.size() + 1)
                        .append("\">")
                        .append(Html.escape(SweepText.state(result)))
                        .append("</td></tr>\n");
                continue;
            }
            shown.forEach(metric -> rows.append(spread(metric, result)));
            rows.append("<td class=\"number\">")
                    .append(Html.escape(SweepText.state(result)))
                    .append("</td></tr>\n");
        }
        return rows.toString();
    }

    private static String spread(Metric metric, CellResult result) {
        Quartiles spread = result.spread(metric);
        String quartiles = spread.exists() && result.runs().size() > 1
                ? "<small>" + metric.text(spread.lower()) + " to " + metric.text(spread.upper()) + "</small>"
                : "";
        return "<td class=\"number\">" + (spread.exists() ? metric.text(spread.median()) : "") + quartiles + "</td>";
    }

    private static String environment(Environment environment) {
        return fact("nabla2", environment.version())
                + fact("Java", environment.java())
                + fact("Machine", environment.machine())
                + fact("System", environment.system());
    }

    private static String fact(String name, String value) {
        return "<tr><th scope=\"row\">" + name + "</th><td>" + Html.escape(value) + "</td></tr>\n";
    }
}
