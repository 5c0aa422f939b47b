package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.PageParts;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of an experiment as a page that needs nothing else. */
final class ExperimentPage {
    /** Pictures narrower than this stand three or more in a row. */
    private static final int NARROW = 400;

    private ExperimentPage() {}

    /**
     * The page.
     *
     * @param command what was typed
     * @param environment what it ran on
     */
    static String of(Outcome outcome, String command, Environment environment) {
        Experiment experiment = outcome.experiment();
        Findings findings = outcome.findings();
        StringBuilder body = new StringBuilder(claims(findings));
        findings.figures().forEach(figure -> body.append(figure(figure)));
        findings.tables().forEach(table -> body.append(table(table)));
        body.append(run(outcome, command, environment));
        String lead = Html.prose(experiment.question()) + "</p><p>"
                + Html.prose(experiment.paper() + ". " + Tally.of(findings).words() + ".");
        return new Page(
                        "reproduction",
                        experiment.name(),
                        lead,
                        notice(outcome),
                        PageParts.read("experiment.css"),
                        body.toString())
                .html();
    }

    private static String notice(Outcome outcome) {
        return outcome.conditions().quick()
                ? "<p class=\"notice\"><strong>A quick run.</strong> It is too short to judge anything by and shows only that everything"
                        + " works.</p>"
                : "";
    }

    private static String claims(Findings findings) {
        StringBuilder rows = new StringBuilder();
        for (Claim claim : findings.claims()) {
            rows.append("<tr><td>")
                    .append(Html.prose(claim.known()))
                    .append("</td><td>")
                    .append(Html.prose(claim.here()))
                    .append("</td><td><span class=\"agrees ")
                    .append(claim.agreement().style())
                    .append("\">")
                    .append(claim.agreement().label())
                    .append("</span></td><td class=\"why\">")
                    .append(Html.prose(claim.why()))
                    .append("</td></tr>\n");
        }
        return "<section><h2>What is said, and what is found</h2><div class=\"scroll\"><table class=\"claims\"><thead><tr>"
                + "<th scope=\"col\">paper or known result</th><th scope=\"col\">here</th><th scope=\"col\">agrees</th>"
                + "<th scope=\"col\">why not</th></tr></thead><tbody>\n" + rows + "</tbody></table></div></section>\n";
    }

    private static String figure(Figure figure) {
        StringBuilder tiles = new StringBuilder();
        for (Tile tile : figure.tiles()) {
            String title = tile.title().isEmpty() ? "" : "<h3>" + Html.prose(tile.title()) + "</h3>";
            String note = tile.note().isEmpty() ? "" : "<figcaption>" + Html.prose(tile.note()) + "</figcaption>";
            String description = figure.title() + (tile.title().isEmpty() ? "" : ": " + tile.title());
            tiles.append("<figure>")
                    .append(title)
                    .append(Html.image(tile.picture(), description))
                    .append(note)
                    .append("</figure>\n");
        }
        return "<section><h2>" + Html.prose(figure.title()) + "</h2><p>" + Html.prose(figure.caption())
                + "</p><div class=\"" + layout(figure) + "\">\n" + tiles + "</div></section>\n";
    }

    private static String layout(Figure figure) {
        if (figure.tiles().size() == 1) {
            return "wide";
        }
        return figure.tiles().get(0).picture().width() < NARROW ? "tiles" : "curves";
    }

    private static String table(NumberTable table) {
        StringBuilder html = new StringBuilder();
        table.columns()
                .forEach(column -> html.append("<th scope=\"col\" class=\"number\">")
                        .append(Html.prose(column))
                        .append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (NumberTable.Row row : table.rows()) {
            html.append("<tr><th scope=\"row\">").append(Html.prose(row.name())).append("</th>");
            row.values()
                    .forEach(value -> html.append("<td class=\"number\">")
                            .append(Format.number(value))
                            .append("</td>"));
            html.append("</tr>\n");
        }
        return "<section><h2>" + Html.prose(table.title()) + "</h2><p>" + Html.prose(table.caption())
                + "</p><div class=\"scroll\"><table class=\"numbers\"><thead><tr><th scope=\"col\"></th>" + html
                + "</tbody></table></div></section>\n";
    }

    private static String run(Outcome outcome, String command, Environment environment) {
        Map<String, String> what = new LinkedHashMap<>();
        what.put("Seed", String.valueOf(outcome.conditions().seed()));
        what.put("Its parts took together", Format.duration(outcome.seconds()));
        return "<section><h2>What was run</h2><p>The same command gives the same numbers again, whatever the number of threads, but for"
                + " times.</p><pre><code>" + Html.escape(command) + "</code></pre><div class=\"facts\"><table>\n"
                + Html.facts(what) + "</table>\n<table>\n" + Html.facts(environment.facts())
                + "</table></div><p>Beside this page lie its figures as PNG files, <code>result.json</code>, and below <code>parts</code>"
                + " what each part measured; the same command goes on from those that are there.</p></section>\n";
    }
}
