package dev.nabla2.lab.command;

import dev.nabla2.engine.check.Verdict;
import dev.nabla2.lab.gradcheck.CaseResult;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells how a run over many cases goes: a bar where someone watches, and elsewhere a line every few seconds. */
final class CaseProgress implements Consumer<CaseResult>, AutoCloseable {
    private static final long NANOSECONDS_BETWEEN_LINES = 5_000_000_000L;
    private static final int MILLISECONDS_BETWEEN_BARS = 200;

    private final PrintWriter err;
    private final int cases;
    private final Optional<ProgressBar> bar;
    private long lastTold = System.nanoTime();
    private int done;
    private long failed;

    /**
     * Tells on {@code err} of so many cases.
     *
     * @param watched whether standard error is a terminal
     */
    CaseProgress(PrintWriter err, int cases, boolean watched) {
        this.err = err;
        this.cases = cases;
        this.bar = watched ? Optional.of(bar(cases)) : Optional.empty();
    }

    private static ProgressBar bar(int cases) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return ProgressBar.builder()
                .setInitialMax(cases)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_BARS)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build();
    }

    @Override
    public void accept(CaseResult result) {
        done++;
        failed += result.findings().stream()
                .filter(f -> f.verdict() == Verdict.FAIL)
                .count();
        bar.ifPresent(b -> b.stepTo(done));
        if (bar.isEmpty() && System.nanoTime() - lastTold > NANOSECONDS_BETWEEN_LINES) {
            lastTold = System.nanoTime();
            err.println("checked " + done + " of " + cases + ", " + failed + " failures");
            err.flush();
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
