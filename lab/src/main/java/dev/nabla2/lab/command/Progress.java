package dev.nabla2.lab.command;

import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.TrainingListener;
import dev.nabla2.lab.report.Format;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Tells how training goes: on a terminal in one line that is written over, elsewhere in a line every few seconds.
 *
 * <p>Times are those of the reports, so that what is told depends on nothing else.
 */
final class Progress implements TrainingListener {
    private static final double SECONDS_ON_A_TERMINAL = 0.2;
    private static final double SECONDS_ELSEWHERE = 5;
    private static final int BAR = 20;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private double lastTold;

    /**
     * A teller.
     *
     * @param out where to tell
     * @param terminal whether that is a terminal, where a line can be written over
     */
    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void onStep(StepReport report, GanModel model) {
        double pause = terminal ? SECONDS_ON_A_TERMINAL : SECONDS_ELSEWHERE;
        boolean edge = report.step() == 1 || report.step() == report.steps();
        if (!edge && report.seconds() - lastTold < pause) {
            return;
        }
        lastTold = report.seconds();
        if (terminal) {
            out.print(CLEAR + bar(report) + " " + line(report));
        } else {
            out.println(line(report));
        }
        out.flush();
    }

    /** Leaves the line that is written over, if there is one. */
    void end() {
        if (terminal && lastTold > 0) {
            out.println();
            out.flush();
        }
    }

    private static String bar(StepReport report) {
        int done = (int) ((long) BAR * report.step() / report.steps());
        return "\u2588".repeat(done) + "\u2591".repeat(BAR - done);
    }

    private static String line(StepReport report) {
        return String.format(
                        Locale.ROOT,
                        "step %,d/%,d  critic %s  generator %s  slope %s",
                        report.step(),
                        report.steps(),
                        Format.number(report.criticLoss()),
                        Format.number(report.generatorLoss()),
                        Format.number(report.meanSlope()))
                + left(report);
    }

    /** The first step is slower than the others, so that nothing can be said after it. */
    private static String left(StepReport report) {
        double seconds = report.seconds() / report.step() * (report.steps() - report.step());
        return report.step() == 1 || report.step() == report.steps() ? "" : "  left " + Format.duration(seconds);
    }
}
