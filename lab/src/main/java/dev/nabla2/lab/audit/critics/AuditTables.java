package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.NumberTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What of an audit stands in tables. */
final class AuditTables {
    private AuditTables() {}

    /** A row for each kind of critic and state. */
    static NumberTable summary(List<Summary> summaries) {
        NumberTable table = new NumberTable(
                "The automatic gradient beside the true one",
                "P: the penalty, weighted. Cosine: of the angle between the two. Length: of the automatic one over that of the true one. Hidden"
                        + " biases: their share of the true one’s length; the automatic one has 0 by rectifiers’ biases. Downhill: the share of"
                        + " minibatches a step against whose automatic gradient lowers P at first. Uphill: the share of critics for which a"
                        + " step against the population’s automatic gradient raises P, by more than two standard errors. Of critics without"
                        + " rectifiers the automatic gradient is taken for the true one, and only differences can tell. "
                        + ERRORS,
                "P",
                "±",
                "cosine",
                "±",
                "length",
                "±",
                "hidden biases",
                "downhill",
                "uphill");
        for (Summary one : summaries) {
            table = table.row(
                    name(one),
                    one.value().value(),
                    one.value().error(),
                    one.cosine().value(),
                    one.cosine().error(),
                    one.ratio().value(),
                    one.ratio().error(),
                    one.hiddenBiases().value(),
                    one.downhill().value(),
                    (double) one.uphill() / one.seeds());
        }
        return table;
    }

    private static final String ERRORS = "± is one standard error, over seeds where there are several.";

    private static String name(Summary of) {
        return of.title() + ", step " + Format.count(of.step());
    }

    /** Whether differences agree with the gradients. */
    static NumberTable confirmed(List<Summary> summaries) {
        NumberTable table = new NumberTable(
                "Whether differences confirm it",
                "Differences of P along each gradient, over what it predicts: 1 where they agree. They are taken at a distance of "
                        + Format.exact(Summary.DISTANCE) + ", on samples that neither gradient is of. " + ERRORS,
                "over automatic",
                "±",
                "over true",
                "±");
        for (Summary one : summaries) {
            table = table.row(
                    name(one),
                    one.automaticConfirmed().value(),
                    one.automaticConfirmed().error(),
                    one.trueConfirmed().value(),
                    one.trueConfirmed().error());
        }
        return table;
    }

    /** The derivative of P along directions, as both gradients and differences of several steps have it. */
    static NumberTable slopes(AuditRow row) {
        NumberTable table = new NumberTable(
                "The derivative of P along directions: " + row.cell().penalty().label() + ", "
                        + row.cell().activation().label(),
                "Along the automatic gradient, the true one and its part by hidden biases, as other samples found them, of length 1: central"
                        + " differences of P, step by step, beside what the automatic and the true gradient of the same draws say. ± is one"
                        + " standard error. Of the first seed after the last training step.",
                "difference",
                "±",
                "automatic",
                "±",
                "true",
                "±");
        for (String direction : row.directions()) {
            Estimate automatic = row.slope(direction, "automatic");
            Estimate truth = row.slope(direction, "true");
            List<Map.Entry<Double, Estimate>> longestFirst = row.differences(direction, "value").entrySet().stream()
                    .sorted(Map.Entry.<Double, Estimate>comparingByKey(Comparator.reverseOrder()))
                    .toList();
            for (Map.Entry<Double, Estimate> step : longestFirst) {
                table = table.row(
                        direction + ", step " + Format.exact(step.getKey()),
                        step.getValue().value(),
                        step.getValue().error(),
                        automatic.value(),
                        automatic.error(),
                        truth.value(),
                        truth.error());
            }
        }
        return table;
    }

    /** Both gradients by kind of parameter and by layer, after the last training step. */
    static NumberTable parts(Summary of) {
        NumberTable table = new NumberTable(
                "By layer: " + of.title(),
                "Lengths of the parts of both gradients, the first over the second, and the cosine of the angle between them, after "
                        + Format.count(of.step()) + " training steps. Parameters are named by layer: 0 is the first. "
                        + (of.seeds() > 1
                                ? "Means over " + of.seeds() + " seeds; ± is one standard error over them."
                                : "± is one standard error of the sample."),
                "automatic",
                "±",
                "true",
                "±",
                "ratio",
                "±",
                "cosine",
                "±");
        for (String part : of.rows().get(0).parts()) {
            double[] numbers = List.of("automaticLength", "trueLength", "lengthRatio", "cosine").stream()
                    .map(name -> of.ofPart(part, name))
                    .flatMapToDouble(estimate -> Arrays.stream(new double[] {estimate.value(), estimate.error()}))
                    .toArray();
            table = table.row(part, numbers);
        }
        return table;
    }

    /** What a minibatch that stays the same says. */
    static NumberTable fixed(AuditRow row) {
        NumberTable table = new NumberTable(
                "On a fixed batch: " + row.cell().penalty().label() + ", "
                        + row.cell().activation().label(),
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
}
