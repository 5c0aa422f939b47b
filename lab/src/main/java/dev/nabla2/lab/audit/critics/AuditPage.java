package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.PageParts;
import dev.nabla2.lab.reproduce.Sections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An audit as an HTML page. */
final class AuditPage {
    private final AuditSettings settings;
    private final List<AuditRow> rows;

    private AuditPage(AuditSettings settings, List<AuditRow> rows) {
        this.settings = settings;
        this.rows = rows;
    }

    /**
     * The page of what is known so far.
     *
     * @param maps of critics' kinks
     * @param command what was typed
     */
    static String of(
            AuditSettings settings, List<AuditRow> rows, Function<Cell, Optional<Picture>> maps, String command) {
        return new AuditPage(settings, rows).html(maps, command);
    }

    private String html(Function<Cell, Optional<Picture>> maps, String command) {
        int last = settings.states().get(settings.states().size() - 1);
        List<AuditRow> shown = rows.stream()
                .filter(row -> row.cell().seed() == settings.seeds().get(0) && row.step() == last)
                .toList();
        List<Summary> summaries = Summary.of(rows);
        StringBuilder body = new StringBuilder(Sections.of(AuditTables.summary(summaries)))
                .append(Sections.of(AuditTables.confirmed(summaries)));
        new AuditFigures(settings, rows, shown).all(maps).forEach(figure -> body.append(Sections.of(figure)));
        shown.forEach(row -> body.append(Sections.of(AuditTables.slopes(row))));
        summaries.stream()
                .filter(one -> one.step() == last)
                .forEach(one -> body.append(Sections.of(AuditTables.parts(one))));
        shown.forEach(row -> body.append(Sections.of(AuditTables.fixed(row))));
        return new Page(
                        "audit",
                        "Does the penalty’s gradient mean what it says?",
                        lead(),
                        "",
                        PageParts.read("experiment.css"),
                        body + run(command))
                .html();
    }

    private String lead() {
        List<Summary> summaries = Summary.of(rows);
        long uphill = summaries.stream().mapToLong(Summary::uphill).sum();
        return Html.prose(
                "A penalty of slopes is an average over a population; automatic differentiation averages the gradients of"
                        + " single points, and misses what moves with the kinks between them. The true gradient is that of rectifiers"
                        + " mollified over bands of ±" + Format.exact(settings.epsilon())
                        + " and half of it, extrapolated; "
                        + Format.count(settings.size().samples()) + " samples." + noise() + " Of "
                        + Format.count(rows.size()) + " states of "
                        + Format.count(
                                rows.stream().map(AuditRow::cell).distinct().count())
                        + " critics the automatic gradient points uphill in "
                        + Format.count(uphill) + ".");
    }

    private String noise() {
        return settings.noise() > 0
                ? " Every number of a real sample has normal noise of deviation " + Format.exact(settings.noise()) + "."
                : "";
    }

    private static String run(String command) {
        return "<section><h2>What was run</h2><p>The same command gives the same numbers again, whatever the number of threads, and goes on"
                + " from the critics whose files lie beside this page.</p><pre><code>" + Html.escape(command)
                + "</code></pre><div class=\"facts\"><table>\n"
                + Html.facts(Environment.current().facts()) + "</table></div></section>\n";
    }
}
