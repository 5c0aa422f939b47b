package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.picture.LinesPicture.Axis;
import dev.nabla2.lab.picture.LinesPicture.Line;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.reproduce.Figure;
import dev.nabla2.lab.run.PenaltyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What of an audit is drawn.
 *
 * @param settings of the audit
 * @param rows what is known so far
 * @param shown those of the first seed after the last training step
 */
record AuditFigures(AuditSettings settings, List<AuditRow> rows, List<AuditRow> shown) {
    private static final String DESCENT =
            "By how much the penalty P changes on the way against the automatic gradient and against the true"
                    + " one, from the same draws, and what the automatic gradient predicts of its own way (predicted). Of the first seed after the"
                    + " last training step.";

    private static final String DIFFERENCES =
            "Differences of P itself at steps of several lengths, over what the automatic gradient and the"
                    + " true one predict along the direction of the true one: 1 where they agree. Short steps are noisy, long ones see P"
                    + " bend.";

    private static final String KINKS =
            "Across and upwards: a sample’s two numbers. Lines: where a unit of the critic switches. Colours: what the automatic derivative of P along the"
                    + " true gradient misses there, per unit of area: orange where P rises faster than it says, blue where slower.";

    private static final String TRAINING =
            "The cosine of the angle between automatic and true gradient after as many training steps; means"
                    + " over seeds.";

    /** All that there is something to draw of. */
    List<Figure> all(Function<Cell, Optional<Picture>> maps) {
        List<Figure> figures = new ArrayList<>();
        add(figures, "How P falls", DESCENT, shown.stream().map(AuditFigures::descent));
        add(figures, "What differences say", DIFFERENCES, shown.stream().map(AuditFigures::differences));
        add(
                figures,
                "Where the kinks lie",
                KINKS,
                shown.stream()
                        .flatMap(row -> maps.apply(row.cell()).map(map -> new Tile(title(row), "", map)).stream()));
        if (settings.states().size() > 1) {
            add(
                    figures,
                    "Along training",
                    TRAINING,
                    settings.penalties().stream().flatMap(this::training));
        }
        return figures;
    }

    private static void add(List<Figure> figures, String title, String caption, Stream<Tile> tiles) {
        List<Tile> all = tiles.toList();
        if (!all.isEmpty()) {
            figures.add(new Figure(title, caption, all));
        }
    }

    private static String title(AuditRow row) {
        return row.cell().penalty().label() + ", " + row.cell().activation().label();
    }

    private static Tile descent(AuditRow row) {
        SortedMap<Double, Double> automatic = row.descent(PenaltyAudit.AUTOMATIC);
        SortedMap<Double, Double> truth = row.descent(PenaltyAudit.TRUE);
        double slope = row.slope(PenaltyAudit.AUTOMATIC, "automatic").value();
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
        settings.critics().activations().stream().limit(LinesPicture.MOST).forEach(activation -> {
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
}
