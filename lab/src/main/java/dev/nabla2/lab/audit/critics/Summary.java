package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Critics that differ in their seeds alone, after as much training: means over seeds with standard errors, or, of a single seed, what it has.
 *
 * @param penalty theirs
 * @param activation theirs
 * @param step how many training steps they have had
 * @param seeds how many there are
 * @param value P
 * @param cosine of the angle between automatic and true gradient
 * @param ratio of their lengths
 * @param hiddenBiases the share of the true gradient's length that hidden biases have
 * @param downhill the share of minibatches whose automatic gradient points downhill
 * @param uphill how many of the critics have a population's automatic gradient that points uphill, by more than two standard errors
 * @param automaticConfirmed what differences say along the automatic gradient, over what it says itself
 * @param trueConfirmed what differences say along the true gradient, over what that says itself
 * @param rows what all this is of
 */
record Summary(
        PenaltyChoice penalty,
        Activation activation,
        int step,
        int seeds,
        Estimate value,
        Estimate cosine,
        Estimate ratio,
        Estimate hiddenBiases,
        Estimate downhill,
        int uphill,
        Estimate automaticConfirmed,
        Estimate trueConfirmed,
        List<AuditRow> rows) {
    /** The distance at which differences are compared: short beside what bends P, long beside their noise. */
    static final double DISTANCE = 0.001;

    private record Key(PenaltyChoice penalty, Activation activation, int step) {}

    /** One for each penalty, activation and state, in order. */
    static List<Summary> of(List<AuditRow> rows) {
        Map<Key, List<AuditRow>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(
                        new Key(row.cell().penalty(), row.cell().activation(), row.step()), none -> new ArrayList<>())
                .add(row));
        return groups.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Summary of(Key key, List<AuditRow> rows) {
        return new Summary(
                key.penalty(),
                key.activation(),
                key.step(),
                rows.size(),
                mean(rows, row -> row.estimate("value")),
                mean(rows, row -> row.ofWhole("cosine")),
                mean(rows, row -> row.ofWhole("lengthRatio")),
                mean(rows, row -> new Estimate(row.hiddenBiases(), Double.NaN)),
                mean(rows, row -> row.estimate("downhill")),
                (int) rows.stream().filter(Summary::isUphill).count(),
                mean(rows, row -> row.difference(PenaltyAudit.AUTOMATIC, "overAutomatic", DISTANCE)),
                mean(rows, row -> row.difference(PenaltyAudit.TRUE, "overTrue", DISTANCE)),
                List.copyOf(rows));
    }

    /** The mean of a number of a part of the gradient, such as {@code trueLength}. */
    Estimate ofPart(String part, String name) {
        return mean(rows, row -> row.ofPart(part, name));
    }

    /** What it is of, for people. */
    String title() {
        return penalty.label() + ", " + activation.label();
    }

    /** Whether the automatic gradient points uphill, by more than two standard errors. */
    private static boolean isUphill(AuditRow row) {
        Estimate inner = row.estimate("inner");
        return inner.value() < -2 * inner.error();
    }

    private static Estimate mean(List<AuditRow> rows, Function<AuditRow, Estimate> number) {
        return rows.size() == 1
                ? number.apply(rows.get(0))
                : Estimate.mean(rows.stream()
                        .mapToDouble(row -> number.apply(row).value())
                        .toArray());
    }
}
