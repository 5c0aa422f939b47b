package dev.nabla2.lab.table;

import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Tables;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tables as text: aligned columns for people, comma-separated values for programs. */
public final class TableText {
    private TableText() {}

    /**
     * For people, in 100 columns.
     *
     * @param page where its page is
     */
    public static String columns(Table table, Path page) {
        StringBuilder text =
                new StringBuilder(table.data() + ", " + table.budget().words() + "\n\n");
        text.append(line("objective", "penalty", "dynamics", "modes", "near", "distance", "steps", "time"));
        table.real()
                .ifPresent(real -> text.append(
                        line("real data", "", "", modes(real), near(real), Format.number(real.distance()), "", "")));
        table.rows().forEach(row -> text.append(line(row)));
        text.append(
                "\nmodes: found; near: share within three standard deviations of one; distance: sliced Wasserstein\n");
        text.append("a row again: ").append(table.pattern()).append('\n');
        text.append("report: ").append(page);
        return text.toString();
    }

    private static String line(Row row) {
        Combination what = row.combination();
        Optional<Evaluation> found = row.generated();
        String line = line(
                what.objective().label(),
                what.penalty().label(),
                what.dynamics().label(),
                found.map(TableText::modes).orElse(""),
                found.map(TableText::near).orElse(""),
                found.map(score -> Format.number(score.distance())).orElse(""),
                row.state() == Row.State.REFUSED ? "" : Format.count(row.steps()),
                row.state() == Row.State.REFUSED ? "" : Format.duration(row.seconds()));
        return row.message().isEmpty() ? line : line + "    " + row.state().label() + ": " + row.message() + "\n";
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-15s %-14s %-20s %9s %8s %9s %8s %10s", cells)
                        .stripTrailing() + "\n";
    }

    static String modes(Evaluation score) {
        return score.modes()
                .map(modes -> modes.modes() + " of " + modes.modesTotal())
                .orElse("");
    }

    static String near(Evaluation score) {
        return score.modes().map(ModeScore::highQuality).map(Format::percent).orElse("");
    }

    /** For programs: real data first. */
    public static String commas(Table table) {
        StringBuilder text = new StringBuilder(
                "objective,penalty,dynamics,ending,modes,high_quality,sliced_wasserstein,steps,seconds,command\n");
        table.real()
                .ifPresent(real -> text.append("real data,,,")
                        .append(scores(Optional.of(real)))
                        .append(",,,\n"));
        for (Row row : table.rows()) {
            Combination what = row.combination();
            text.append(what.objective().label())
                    .append(',')
                    .append(what.penalty().label())
                    .append(',')
                    .append(what.dynamics().label())
                    .append(',')
                    .append(row.state().label())
                    .append(scores(row.generated()))
                    .append(',')
                    .append(row.steps())
                    .append(',')
                    .append(row.seconds())
                    .append(",\"")
                    .append(row.command().replace("\"", "\"\""))
                    .append("\"\n");
        }
        return text.toString();
    }

    private static String scores(Optional<Evaluation> score) {
        Optional<ModeScore> modes = score.flatMap(Evaluation::modes);
        return "," + modes.map(found -> String.valueOf(found.modes())).orElse("")
                + Tables.cell(modes.map(ModeScore::highQuality))
                + Tables.cell(score.map(Evaluation::distance));
    }
}
