package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
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
                "cosine",
                "length",
                "hidden biases",
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
            "cosine, length: of the automatic gradient of the penalty P against the true one; hidden biases: their share of the true one's",
            "length; downhill: minibatches a step against whose automatic gradient lowers P at first; uphill: critics for which a step",
            "against the population's automatic gradient raises P, by more than two standard errors; dP: what differences of P say along a",
            "gradient, over what it says. Without rectifiers the automatic gradient is taken for the true one, and only dP can tell.",
            "± one standard error, over seeds where there are several.");

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-9s %-10s %6s %5s %15s %15s %13s %9s %8s %15s %15s", cells)
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
        return Double.isFinite(estimate.value()) ? String.format(Locale.ROOT, "%.0f %%", 100 * estimate.value()) : "–";
    }
}
