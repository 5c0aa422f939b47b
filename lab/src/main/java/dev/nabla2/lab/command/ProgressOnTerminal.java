package dev.nabla2.lab.command;

import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.run.Alarm;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, in one line that is written over. */
final class ProgressOnTerminal implements Progress {
    private static final int MILLISECONDS = 200;

    private static final int COLUMNS_FOR_LOSSES = 75;

    private final ProgressBar bar;
    private final boolean wide;
    private String alarms = "";
    private double lastTold = Double.NEGATIVE_INFINITY;

    /**
     * A bar.
     *
     * @param done how many steps were done before, which say nothing of how long the others will take
     * @param steps how many there are in all
     */
    ProgressOnTerminal(int done, int steps) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        // Asked once: JLine starts a process, stty, whenever it is asked for the width.
        int columns = new ConsoleProgressBarConsumer(err).getMaxRenderedLength();
        wide = columns >= COLUMNS_FOR_LOSSES;
        // Not the library's own choice where a terminal can move its cursor up: that one counts lines from the bar, and
        // what an interruption says comes between.
        bar = ProgressBar.builder()
                .setInitialMax(steps)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(err, columns))
                .build();
    }

    @Override
    public void onStep(StepReport report, GanModel model) {
        bar.stepTo(report.step());
        boolean due = report.step() == report.steps() || report.seconds() - lastTold > MILLISECONDS / 1000.0;
        if (wide && due) {
            lastTold = report.seconds();
            // Short, so that a bar beside it is left in 80 columns.
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    " %scritic %.2g  gen %.2g  slope %.2g",
                    alarms,
                    report.criticLoss(),
                    report.generatorLoss(),
                    report.meanSlope()));
        }
    }

    /** Stays before the losses from then on; the report says more. */
    @Override
    public void onAlarm(Alarm alarm) {
        alarms += "(!) " + alarm.kind().label() + "  ";
    }

    @Override
    public void close() {
        bar.close();
    }
}
