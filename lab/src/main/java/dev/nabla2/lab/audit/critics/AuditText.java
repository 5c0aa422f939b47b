package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.report.Format;
import java.util.List;
import java.util.Locale;

/** An audit as a table for people, in 130 columns. */
public final class AuditText {
    private AuditText() {}

    /** The table and what its columns mean. */
    public static String of(List<AuditRow> rows) {
        StringBuilder text = new StringBuilder(line(
                "penalty",
                "activation",
                "step",
                "seeds",
                "P",
                "cosine",
                "length",
                "biases",
                "downhill",
                "uphill",
                "dP/automatic",
                "dP/true"));
        Summary.of(rows)
                .forEach(one -> text.append(line(
                        one.penalty().label(),
                        one.activation().label(),
                        String.valueOf(one.step()),
                        String.valueOf(one.seeds()),
                        Format.number(one.value().value()),
                        number(one.cosine()),
                        number(one.ratio()),
                        percent(one.hiddenBiases()),
                        percent(one.downhill()),
                        one.uphill() + " of " + one.seeds(),
                        number(one.automaticConfirmed()),
                        number(one.trueConfirmed()))));
        return text.append('\n').append(LEGEND).toString();
    }

    private static final String LEGEND = String.join(
            "\n",
            "P: the penalty; cosine, length: of its automatic gradient against the true one; biases: the share of the true one's length that",
            "hidden biases have; downhill: minibatches a step against whose automatic gradient lowers P at first; uphill: critics for which",
            "a step against the population's automatic gradient raises P, by more than two standard errors; dP: what differences of P say",
            "along a gradient, over what it says. Without rectifiers the automatic gradient is taken for the true one, and only dP can tell.",
            "± one standard error, over seeds where there are several.");

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-9s %-10s %6s %5s %9s %14s %14s %7s %8s %8s %14s %14s", cells)
                        .stripTrailing()
                + "\n";
    }

    private static String number(Estimate estimate) {
        if (!Double.isFinite(estimate.value())) {
            return "–";
        }
        return Double.isFinite(estimate.error())
                ? String.format(Locale.ROOT, "%.3f ± %.3f", estimate.value(), estimate.error())
                : String.format(Locale.ROOT, "%.3f", estimate.value());
    }

    private static String percent(Estimate estimate) {
        return Format.percent(estimate.value());
    }
}
