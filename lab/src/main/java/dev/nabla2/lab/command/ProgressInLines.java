package dev.nabla2.lab.command;

import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.run.Alarm;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for the first step, every few seconds and for the last, timed by the reports, for a file or a pipe. */
final class ProgressInLines implements Progress {
    private static final double SECONDS = 5;

    private final PrintWriter out;
    private double lastTold;

    ProgressInLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onStep(StepReport report, GanModel model) {
        boolean first = report.step() == 1;
        boolean last = report.step() == report.steps();
        if (!first && !last && report.seconds() - lastTold < SECONDS) {
            return;
        }
        lastTold = report.seconds();
        // The first step is slower than the others, so that nothing can be said after it.
        double left = report.seconds() / report.step() * (report.steps() - report.step());
        out.println(String.format(
                        Locale.ROOT,
                        "step %,d/%,d  critic %s  generator %s  slope %s",
                        report.step(),
                        report.steps(),
                        Format.number(report.criticLoss()),
                        Format.number(report.generatorLoss()),
                        Format.number(report.meanSlope()))
                + (first || last ? "" : "  left " + Format.duration(left)));
        out.flush();
    }

    @Override
    public void onAlarm(Alarm alarm) {
        out.println("alarm: " + alarm);
        out.flush();
    }

    @Override
    public void close() {}
}
