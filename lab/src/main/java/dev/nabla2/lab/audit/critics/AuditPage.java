package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.picture.LinesPicture.Axis;
import dev.nabla2.lab.picture.LinesPicture.Line;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.PageParts;
import dev.nabla2.lab.reproduce.Figure;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Sections;
import dev.nabla2.lab.run.PenaltyChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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
        StringBuilder body = new StringBuilder(Sections.of(summary()));
        if (!rows.isEmpty()) {
            body.append(figure("How P falls", DESCENT, shown().stream().map(AuditPage::descent)));
            body.append(
                    figure("What differences say", DIFFERENCES, shown().stream().map(AuditPage::differences)));
            List<Tile> kinks = shown().stream()
                    .flatMap(row -> maps.apply(row.cell()).map(map -> new Tile(title(row), "", map)).stream())
                    .toList();
            if (!kinks.isEmpty()) {
                body.append(Sections.of(new Figure("Where the kinks lie", KINKS, kinks)));
            }
            if (settings.states().size() > 1) {
                body.append(figure(
                        "Along training",
                        TRAINING,
                        settings.penalties().stream().flatMap(this::training)));
            }
            shown().forEach(row -> body.append(Sections.of(parts(row))));
            shown().forEach(row -> body.append(Sections.of(fixed(row))));
        }
        return new Page(
                        "audit",
                        "Does the penalty’s gradient mean what it says?",
                        lead(),
                        "",
                        PageParts.read("experiment.css"),
                        body + run(command))
                .html();
    }

    private static final String DESCENT =
            "By how much the penalty P changes on the way against the automatic gradient and against the true"
                    + " one, from the same draws, and what the automatic gradient predicts of its own way (predicted). Of the first seed after the"
                    + " last training step.";

    private static final String DIFFERENCES =
            "Differences of P itself at steps of several lengths, over what the automatic gradient and the"
                    + " true one predict along the direction of the true one: 1 where they agree. Short steps are noisy, long ones see P"
                    + " bend.";

    private static final String KINKS =
            "Lines: where a unit of the critic switches. Colours: what the automatic derivative of P along the"
                    + " true gradient misses there, per unit of area: orange where P rises faster than it says, blue where slower.";

    private static final String TRAINING =
            "The cosine of the angle between automatic and true gradient after as many training steps; means"
                    + " over seeds.";

    private static String figure(String title, String caption, Stream<Tile> tiles) {
        return Sections.of(new Figure(title, caption, tiles.toList()));
    }

    /** The first seed's critics after the last training step. */
    private List<AuditRow> shown() {
        int last = settings.states().get(settings.states().size() - 1);
        return rows.stream()
                .filter(row -> row.cell().seed() == settings.seeds().get(0) && row.step() == last)
                .toList();
    }

    private static String title(AuditRow row) {
        return row.cell().penalty().label() + ", " + row.cell().activation().label();
    }

    private String lead() {
        List<Summary> summaries = Summary.of(rows);
        long uphill = summaries.stream().mapToLong(Summary::uphill).sum();
        return Html.prose(
                "A penalty of slopes is an average over a population; automatic differentiation averages the gradients of"
                        + " single points, and misses what moves with the kinks between them. The true gradient is that of rectifiers"
                        + " mollified over bands of ±" + Format.exact(settings.epsilon())
                        + " and half of it, extrapolated; "
                        + Format.count(settings.samples()) + " samples. Of " + Format.count(rows.size()) + " states of "
                        + Format.count(
                                rows.stream().map(AuditRow::cell).distinct().count())
                        + " critics the automatic gradient points uphill in "
                        + Format.count(uphill) + ".");
    }

    private NumberTable summary() {
        NumberTable table = new NumberTable(
                "The automatic gradient beside the true one",
                "Cosine: of the angle between the two. Length: of the automatic one over that of the true one. Hidden biases: their share of"
                        + " the true one’s length; the automatic one has 0 by rectifiers’ biases. Downhill: the share of minibatches a step"
                        + " against whose automatic gradient lowers P at first. Uphill: the share of critics for which a step against the"
                        + " population’s automatic gradient raises P, by more than two standard errors. Of critics without"
                        + " rectifiers the automatic gradient is taken for the true one, and only differences can tell. Differences: of P along each gradient, over what it predicts, at a"
                        + " distance of " + Format.exact(Summary.DISTANCE)
                        + ". ± is one standard error, over seeds where there are several.",
                "cosine",
                "±",
                "length",
                "±",
                "hidden biases",
                "downhill",
                "uphill",
                "differences over automatic",
                "±",
                "over true",
                "±");
        for (Summary one : Summary.of(rows)) {
            table = table.row(
                    one.penalty().label() + ", " + one.activation().label() + ", step " + Format.count(one.step()),
                    one.cosine().value(),
                    one.cosine().error(),
                    one.ratio().value(),
                    one.ratio().error(),
                    one.hiddenBiases().value(),
                    one.downhill().value(),
                    (double) one.uphill() / one.seeds(),
                    one.automaticConfirmed().value(),
                    one.automaticConfirmed().error(),
                    one.trueConfirmed().value(),
                    one.trueConfirmed().error());
        }
        return table;
    }

    private static Tile descent(AuditRow row) {
        SortedMap<Double, Double> automatic = row.descent(PenaltyAudit.AUTOMATIC);
        SortedMap<Double, Double> truth = row.descent(PenaltyAudit.TRUE);
        double slope = row.predicted();
        double[] distances = fromZero(automatic.keySet().stream().mapToDouble(d -> d));
        return new Tile(
                title(row),
                "",
                new LinesPicture(
                        Axis.linear("distance against the gradient"),
                        Axis.linear("change of P"),
                        List.of(
                                new Line(
                                        "against automatic",
                                        distances,
                                        fromZero(automatic.values().stream().mapToDouble(d -> d))),
                                new Line(
                                        "against true",
                                        distances,
                                        fromZero(truth.values().stream().mapToDouble(d -> d))),
                                new Line(
                                        "predicted",
                                        distances,
                                        DoubleStream.of(distances)
                                                .map(d -> -slope * d)
                                                .toArray()))));
    }

    private static double[] fromZero(DoubleStream numbers) {
        return DoubleStream.concat(DoubleStream.of(0), numbers).toArray();
    }

    private static Tile differences(AuditRow row) {
        return new Tile(
                title(row),
                "",
                new LinesPicture(
                        Axis.logarithmic("length of the step"),
                        Axis.linear("differences over prediction"),
                        List.of(
                                line("over automatic", row.differences(PenaltyAudit.TRUE, "overAutomatic")),
                                line("over true", row.differences(PenaltyAudit.TRUE, "overTrue")))));
    }

    private static Line line(String name, SortedMap<Double, Estimate> by) {
        return new Line(
                name,
                by.keySet().stream().mapToDouble(x -> x).toArray(),
                by.values().stream().mapToDouble(Estimate::value).toArray());
    }

    private Stream<Tile> training(PenaltyChoice penalty) {
        List<Summary> summaries = Summary.of(rows).stream()
                .filter(one -> one.penalty() == penalty)
                .toList();
        List<Line> lines = new ArrayList<>();
        settings.activations().stream().limit(LinesPicture.MOST).forEach(activation -> {
            List<Summary> own = summaries.stream()
                    .filter(one -> one.activation() == activation)
                    .toList();
            if (!own.isEmpty()) {
                lines.add(new Line(
                        activation.label(),
                        own.stream().mapToDouble(Summary::step).toArray(),
                        own.stream().mapToDouble(one -> one.cosine().value()).toArray()));
            }
        });
        return lines.isEmpty()
                ? Stream.empty()
                : Stream.of(new Tile(
                        penalty.label(),
                        "",
                        new LinesPicture(Axis.linear("training step"), Axis.linear("cosine"), lines)));
    }

    private static NumberTable parts(AuditRow row) {
        NumberTable table = new NumberTable(
                "By layer: " + title(row),
                "Lengths of the parts of both gradients, and the cosine of the angle between them. Parameters are named by layer: 0 is the"
                        + " first dense one. Of the first seed after the last training step.",
                "automatic",
                "true",
                "cosine");
        for (String part : row.parts()) {
            table = table.row(
                    part,
                    row.ofPart(part, "automaticLength"),
                    row.ofPart(part, "trueLength"),
                    row.ofPart(part, "cosine"));
        }
        return table;
    }

    private static NumberTable fixed(AuditRow row) {
        NumberTable table = new NumberTable(
                "On a fixed batch: " + title(row),
                "The derivative of the penalty of one minibatch along the automatic gradient, by automatic differentiation and by central"
                        + " differences of several steps; how many units of how many samples lie on different sides of their kinks at the two"
                        + " ends; and the same of the samples that cross none, whose slopes are smooth.",
                "automatic",
                "difference",
                "crossings",
                "samples that cross",
                "automatic, others",
                "difference, others");
        for (double[] at : row.fixed()) {
            table = table.row("step " + Format.number(at[0]), Arrays.copyOfRange(at, 1, at.length));
        }
        return table;
    }

    private static String run(String command) {
        return "<section><h2>What was run</h2><p>The same command gives the same numbers again, whatever the number of threads, and goes on"
                + " from the critics whose files lie beside this page.</p><pre><code>" + Html.escape(command)
                + "</code></pre><div class=\"facts\"><table>\n"
                + Html.facts(Environment.current().facts()) + "</table></div></section>\n";
    }
}
