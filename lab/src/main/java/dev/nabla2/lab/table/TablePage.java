package dev.nabla2.lab.table;

import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.PageParts;

/** A table as an HTML page, beside the pictures of its rows. */
final class TablePage {
    private TablePage() {}

    /**
     * The page.
     *
     * @param command what was typed
     * @param environment what it ran on
     */
    static String of(Table table, String command, Environment environment) {
        StringBuilder rows = new StringBuilder();
        table.real()
                .ifPresent(real -> rows.append("<tr class=\"real\"><td></td><td colspan=\"3\">real data</td>")
                        .append(scores(real))
                        .append("<td></td><td></td></tr>\n"));
        table.rows().forEach(row -> rows.append(row(row)));
        String body = PageParts.read("table.html")
                .replace("{{rows}}", rows)
                .replace("{{environment}}", Html.facts(environment.facts()))
                .replace("{{command}}", Html.escape(command));
        String title = table.data() + ": " + table.budget().words();
        return new Page("table of runs", title, lead(table), "", PageParts.read("table.css"), body).html();
    }

    private static String lead(Table table) {
        long whole = table.rows().stream()
                .filter(row -> row.generated()
                        .flatMap(Evaluation::modes)
                        .filter(score -> score.modes() == score.modesTotal())
                        .isPresent())
                .count();
        String progress = table.rows().size() == table.asked()
                ? Format.count(table.asked()) + " combinations"
                : Format.count(table.rows().size()) + " of " + Format.count(table.asked()) + " combinations so far";
        return progress + (whole == 0 ? "." : "; " + Format.count(whole) + " found every mode.");
    }

    private static String row(Row row) {
        Combination what = row.combination();
        return "<tr><td class=\"samples\" rowspan=\"2\">" + picture(row) + "</td><td>"
                + what.objective().label()
                + "</td><td>" + what.penalty().label()
                + "</td><td>" + what.dynamics().label() + "</td>"
                + row.generated().map(TablePage::scores).orElse("<td></td><td></td><td></td>")
                + number(row.generated().isEmpty() ? "" : Format.count(row.steps()))
                + number(row.generated().isEmpty() ? "" : Format.duration(row.seconds()))
                + "</tr>\n<tr class=\"command\"><td colspan=\"8\"><code>" + Html.escape(row.command()) + "</code>"
                + (row.message().isEmpty()
                        ? ""
                        : "<small>" + row.state().label() + ": " + Html.escape(row.message()) + "</small>")
                + "</td></tr>\n";
    }

    private static String picture(Row row) {
        if (row.generated().isEmpty()) {
            return "";
        }
        Combination what = row.combination();
        return "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\""
                + TableFolder.picture(what, Theme.DARK) + "\"><img loading=\"lazy\" alt=\"Samples of " + what
                + "\" src=\"" + TableFolder.picture(what, Theme.LIGHT) + "\"></picture>";
    }

    private static String scores(Evaluation score) {
        return number(TableText.modes(score)) + number(TableText.near(score)) + number(Format.number(score.distance()));
    }

    private static String number(String text) {
        return "<td class=\"number\">" + text + "</td>";
    }
}
