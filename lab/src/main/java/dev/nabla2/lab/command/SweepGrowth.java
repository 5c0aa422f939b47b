package dev.nabla2.lab.command;

import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.Run;
import dev.nabla2.lab.run.Trainings;
import dev.nabla2.lab.sweep.Grid;
import dev.nabla2.lab.sweep.Score;
import dev.nabla2.lab.sweep.Sweep;
import dev.nabla2.lab.sweep.SweepFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trains the runs of a sweep, several at once, and keeps each as soon as it is done. What it grows to does not depend on how many. */
final class SweepGrowth {
    private static final long NANOSECONDS_BETWEEN_PAGES = 2_000_000_000L;

    private final Trainings trainings;
    private final SweepFolder folder;
    private final SweepProgress progress;
    private final String commandLine;
    private Sweep sweep;
    private long lastWritten = System.nanoTime();

    /**
     * A sweep to grow.
     *
     * @param trainings makes what is trained
     * @param folder where runs are kept
     * @param progress is told of each
     * @param commandLine what was typed
     * @param sweep what there is at the start
     */
    SweepGrowth(Trainings trainings, SweepFolder folder, SweepProgress progress, String commandLine, Sweep sweep) {
        this.trainings = trainings;
        this.folder = folder;
        this.progress = progress;
        this.commandLine = commandLine;
        this.sweep = sweep;
    }

    /**
     * Trains runs until all are done or someone asks for an end.
     *
     * @param jobs how many at once
     * @return what there is then
     */
    Sweep grown(List<SweepRun> runs, int jobs) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<?>> futures = new ArrayList<>();
            runs.forEach(run -> futures.add(workers.submit(() -> train(run))));
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LabException("sweep: interrupted while runs were trained");
        } finally {
            // Those that are at work when another has failed are of no use any more.
            if (!workers.isTerminated()) {
                workers.shutdownNow();
            }
        }
        folder.write(sweep, commandLine, Environment.current());
        return sweep;
    }

    private RuntimeException rethrown(Throwable cause) {
        trainings.cancel();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException plain ? plain : new IllegalStateException(cause);
    }

    private void train(SweepRun run) {
        if (trainings.isCancelled()) {
            return;
        }
        Optional<Score> score;
        try {
            score = Optional.of(trainings.with(
                    run.settings(),
                    run.data(),
                    training -> Score.of(new Run(run.settings(), run.data(), run.judge()), training)));
        } catch (LabException refused) {
            refuse(run, refused.getMessage());
            return;
        }
        score.filter(done -> done.ending() != Ending.INTERRUPTED).ifPresent(done -> keep(run, done));
    }

    private synchronized void keep(SweepRun run, Score score) {
        folder.keep(run.name(), run.options(), run.command(), score);
        sweep = sweep.with(run.cell(), run.seed(), score);
        progress.finished(words(run), score, sweep.metrics());
        if (System.nanoTime() - lastWritten > NANOSECONDS_BETWEEN_PAGES) {
            folder.write(sweep, commandLine, Environment.current());
            lastWritten = System.nanoTime();
        }
    }

    private synchronized void refuse(SweepRun run, String why) {
        sweep = sweep.refused(run.cell(), why);
        progress.refused(words(run), why);
    }

    private String words(SweepRun run) {
        Grid grid = sweep.grid();
        String cell = grid.words(run.cell());
        return cell + (cell.isEmpty() ? "" : ", ") + "seed " + run.seed();
    }
}
