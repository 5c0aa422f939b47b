package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.PageParts;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of an experiment as a page, beside its figures: tens of them would make a page of tens of megabytes. */
final class ExperimentPage {
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
        for (int i = 0; i < findings.figures().size(); i++) {
            Figure figure = findings.figures().get(i);
            int number = i;
            body.append(Sections.of(
                    figure,
                    (tile, description) ->
                            image(number, tile, figure.tiles().get(tile).picture(), description)));
        }
        findings.tables().forEach(table -> body.append(Sections.of(table)));
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
        boolean excused =
                findings.claims().stream().anyMatch(claim -> !claim.why().isEmpty());
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
                    .append("</span></td>")
                    .append(excused ? "<td class=\"why\">" + Html.prose(claim.why()) + "</td>" : "")
                    .append("</tr>\n");
        }
        return "<section><h2>What is said, and what is found</h2><div class=\"scroll\"><table class=\"claims\"><thead><tr>"
                + "<th scope=\"col\">paper or known result</th><th scope=\"col\">here</th><th scope=\"col\">agrees</th>"
                + (excused ? "<th scope=\"col\">why not</th>" : "") + "</tr></thead><tbody>\n" + rows
                + "</tbody></table></div></section>\n";
    }

    private static String image(int figure, int tile, Picture picture, String description) {
        return "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\""
                + ExperimentFolder.figure(figure, tile, Theme.DARK) + "\"><img loading=\"lazy\" alt=\""
                + Html.escape(description) + "\" width=\"" + picture.width() + "\" height=\"" + picture.height()
                + "\" src=\"" + ExperimentFolder.figure(figure, tile, Theme.LIGHT) + "\"></picture>";
    }

    private static String run(Outcome outcome, String command, Environment environment) {
        Map<String, String> what = new LinkedHashMap<>();
        what.put("Seed", String.valueOf(outcome.conditions().seed()));
        outcome.conditions().device().ifPresent(device -> what.put("Floats on", device.toString()));
        what.put("Its parts took together", Format.duration(outcome.seconds()));
        return "<section><h2>What was run</h2><p>The same command gives the same numbers again, whatever the number of threads, but for"
                + " times.</p><pre><code>" + Html.escape(command) + "</code></pre><div class=\"facts\"><table>\n"
                + Html.facts(what) + "</table>\n<table>\n" + Html.facts(environment.facts())
                + "</table></div><p>Beside this page lie its figures, <code>result.json</code>, and below <code>parts</code>"
                + " what each part measured; the same command goes on from those that are there.</p></section>\n";
    }
}
