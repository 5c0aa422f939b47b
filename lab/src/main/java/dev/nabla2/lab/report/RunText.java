package dev.nabla2.lab.report;

import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.metrics.TransportScore;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.RunResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Runs in a few lines, for people to read. */
public final class RunText {
    private RunText() {}

    /** What came of a run, real data beside it, and where its report is. */
    public static String summary(RunResult result, Path report) {
        StringBuilder lines = new StringBuilder();
        lines.append(result.settings().data().label())
                .append(", ")
                .append(result.settings().objective().choice().label())
                .append(", ")
                .append(result.settings().penalty().choice().label())
                .append(", seed ")
                .append(result.settings().seed())
                .append(": ")
                .append(Format.count(result.steps()))
                .append(
                        result.ending() == Ending.FINISHED
                                ? ""
                                : " of " + Format.count(result.settings().steps()))
                .append(" steps in ")
                .append(Format.duration(result.seconds()))
                .append('\n');
        lines.append(scores(result.generated(), result.real()));
        result.alarms().forEach(alarm -> lines.append("  alarm: ").append(alarm).append('\n'));
        lines.append("\nreport: ").append(report);
        return lines.toString();
    }

    /** A line for each measure. */
    public static String scores(Evaluation generated, Evaluation other) {
        StringBuilder lines = new StringBuilder(row("", "generated", "real data"));
        Optional<ModeScore> ours = generated.modes();
        Optional<ModeScore> real = other.modes();
        if (ours.isPresent() && real.isPresent()) {
            lines.append(row(
                    "modes found",
                    ours.get().modes() + " of " + ours.get().modesTotal(),
                    real.get().modes() + " of " + real.get().modesTotal()));
            lines.append(row(
                    "within 3 sigma",
                    Format.percent(ours.get().highQuality()),
                    Format.percent(real.get().highQuality())));
        }
        if (generated.features().isPresent() && other.features().isPresent()) {
            ScoreRow.of(generated.features().get(), other.features().get())
                    .forEach(score -> lines.append(score.text()));
        }
        lines.append(row("sliced Wasserstein", Format.number(generated.distance()), Format.number(other.distance())));
        return lines.toString();
    }

    /** A line for the exact Wasserstein distance. */
    public static String transport(TransportScore score) {
        return row("Wasserstein", Format.number(score.generated()), Format.number(score.real())) + "  (exact, of "
                + Format.count(score.samples()) + " samples; the other over random directions)\n";
    }

    private static String row(String name, String ours, String real) {
        return String.format(Locale.ROOT, "  %-20s %12s %12s%n", name, ours, real);
    }
}
