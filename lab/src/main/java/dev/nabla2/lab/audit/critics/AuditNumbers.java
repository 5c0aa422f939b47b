package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What of audits is kept, and read again: the numbers of critics that differ in their seeds alone.
 *
 * @param critics what was measured of each
 */
record AuditNumbers(List<Measured> critics) {
    /** By which share automatic gradient and shortest difference disagree on a fixed batch. */
    static final String FIXED = "fixed";

    /** The share of the true gradient that hidden biases have. */
    static final String BIASES = "hidden-biases";

    static final String AUTOMATIC_BIASES = "automatic-hidden-biases";
    static final String COSINE = "cosine";
    static final String LENGTH = "length";
    static final String DOWNHILL = "downhill";
    static final String INNER = "inner";
    static final String PREDICTED = "predicted";
    static final String FOUND = "found";
    static final String APART = "apart";
    static final String CONFIRMED = "confirmed";

    private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

    /** What follows from a finite difference of this step is compared with what a gradient says. */
    static final double STEP = 0.001;

    /** Up to this step, smooth critics' differences should agree with their gradients. */
    static final double LONGEST = 0.003;

    /** What is kept of a report. */
    static Measured of(boolean initial, PenaltyAudit.Report report) {
        Optional<PenaltyAudit.Slope> automatic = along(report, PenaltyAudit.AUTOMATIC);
        Optional<PenaltyAudit.Slope> truth = along(report, PenaltyAudit.TRUE);
        Estimate found =
                automatic.map(slope -> slope.differences().get(STEP).value()).orElse(UNKNOWN);
        double biases = part(report, angle -> angle.truth().value());
        return Measured.nothing()
                .with(
                        at(initial, FIXED),
                        report.fixed().stream()
                                .findFirst()
                                .map(nearest -> Math.abs(nearest.difference() / nearest.automatic() - 1))
                                .orElse(Double.NaN))
                .with(at(initial, BIASES), biases / report.whole().truth().value())
                .with(at(initial, AUTOMATIC_BIASES), part(report, PenaltyAudit.Angle::largest))
                .with(at(initial, COSINE), report.whole().cosine().value())
                .with(at(initial, LENGTH), report.whole().ratio().value())
                .with(at(initial, DOWNHILL), report.downhill().value())
                .with(at(initial, INNER), report.inner().value(), report.inner().error())
                .with(
                        at(initial, PREDICTED),
                        automatic.map(slope -> -slope.automatic().value()).orElse(Double.NaN))
                .with(at(initial, FOUND), -found.value(), found.error())
                .with(
                        at(initial, CONFIRMED),
                        truth.map(slope ->
                                        slope.differences().get(STEP).overTrue().value())
                                .orElse(Double.NaN))
                .with(at(initial, APART), automatic.map(AuditNumbers::apart).orElse(Double.NaN));
    }

    /** What was found along a direction; nothing along the gradient of a critic that has none. */
    private static Optional<PenaltyAudit.Slope> along(PenaltyAudit.Report report, String direction) {
        return report.slopes().stream()
                .filter(slope -> slope.direction().equals(direction))
                .findFirst();
    }

    static String at(boolean initial, String number) {
        return number + (initial ? "-initial" : "-trained");
    }

    private static double part(PenaltyAudit.Report report, ToDoubleFunction<PenaltyAudit.Angle> number) {
        return report.angles().stream()
                .filter(angle -> angle.part().name().equals("hidden bias"))
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** By which share differences and the automatic gradient disagree along that, at most. */
    private static double apart(PenaltyAudit.Slope slope) {
        return slope.differences().entrySet().stream()
                .filter(entry -> entry.getKey() <= LONGEST)
                .mapToDouble(entry -> Math.abs(entry.getValue().overAutomatic().value() - 1))
                .max()
                .orElse(0);
    }

    /** Those of a kind, as an experiment has kept them. */
    static AuditNumbers of(AuditSettings settings, Results results, PenaltyChoice penalty, Activation activation) {
        return new AuditNumbers(settings.seeds().stream()
                .map(seed -> results.of(new Cell(activation, penalty, seed).name()))
                .toList());
    }

    double[] all(boolean initial, String number) {
        return critics.stream()
                .mapToDouble(critic -> critic.numbers(at(initial, number))[0])
                .toArray();
    }

    Estimate mean(boolean initial, String number) {
        return Estimate.mean(all(initial, number));
    }

    double worst(boolean initial, String number) {
        return DoubleStream.of(all(initial, number)).max().orElseThrow();
    }

    double least(boolean initial, String number) {
        return DoubleStream.of(all(initial, number)).min().orElseThrow();
    }

    /** How many critics have a number in a range. */
    long within(boolean initial, String number, double low, double high) {
        return DoubleStream.of(all(initial, number))
                .filter(one -> one >= low && one <= high)
                .count();
    }

    /** Those whose automatic gradient points uphill, by more than two standard errors. */
    AuditNumbers uphill() {
        return new AuditNumbers(critics.stream()
                .filter(critic -> {
                    double[] inner = critic.numbers(at(false, INNER));
                    return inner[0] < -2 * inner[1];
                })
                .toList());
    }

    /** The least and the most. */
    String range(boolean initial, String number) {
        return Format.number(least(initial, number)) + " to " + Format.number(worst(initial, number));
    }
}
