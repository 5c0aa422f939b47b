package dev.nabla2.lab.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs experiments: the parts that are not kept already, several at a time, and then their findings. */
public final class Reproduction {
    private final int threads;
    private volatile boolean cancelled;

    /** Hears how an experiment goes, from several threads. */
    public interface Watcher {
        /** A part was computed, or was there already, in so many seconds; {@code left} are still to come. */
        void onPart(Experiment experiment, Part part, double seconds, boolean wasThere, int left);

        /** A part has done a share of its work. */
        void onProgress(Part part, double share);
    }

    /**
     * A runner.
     *
     * @param threads how many parts are computed at a time, each on one thread, or on all where it is to be alone; without effect on
     *     results
     */
    public Reproduction(int threads) {
        this.threads = threads;
    }

    /** Asks, from any thread, that what is being computed end, and that nothing be begun any more. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Runs an experiment.
     *
     * @return what came of it; empty if it was cancelled on the way, and then the parts that were done are kept
     */
    public Optional<Outcome> run(Experiment experiment, ExperimentFolder folder, Watcher watcher) {
        List<Part> parts = experiment.parts(folder.conditions());
        Map<String, ExperimentFolder.Kept> done = new ConcurrentHashMap<>();
        List<Part> missing = new ArrayList<>();
        for (Part part : parts) {
            folder.found(part).ifPresentOrElse(kept -> done.put(part.name(), kept), () -> missing.add(part));
        }
        for (Part part : parts) {
            if (done.containsKey(part.name())) {
                watcher.onPart(experiment, part, done.get(part.name()).seconds(), true, missing.size());
            }
        }
        new Work(experiment, folder, watcher, parts.size(), done).compute(missing);
        if (done.size() < parts.size()) {
            return Optional.empty();
        }
        Map<String, Measured> measured = new java.util.LinkedHashMap<>();
        double seconds = 0;
        for (Part part : parts) {
            measured.put(part.name(), done.get(part.name()).measured());
            seconds += done.get(part.name()).seconds();
        }
        Findings findings = experiment.findings(folder.conditions(), new Results(measured));
        return Optional.of(new Outcome(experiment, folder.conditions(), findings, seconds));
    }

    /** The parts of one experiment while they are computed. */
    private final class Work {
        private final Experiment experiment;
        private final ExperimentFolder folder;
        private final Watcher watcher;
        private final int parts;
        private final Map<String, ExperimentFolder.Kept> done;
        private volatile boolean failed;

        Work(
                Experiment experiment,
                ExperimentFolder folder,
                Watcher watcher,
                int parts,
                Map<String, ExperimentFolder.Kept> done) {
            this.experiment = experiment;
            this.folder = folder;
            this.watcher = watcher;
            this.parts = parts;
            this.done = done;
        }

        void compute(List<Part> missing) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> together = new ArrayList<>();
                missing.stream()
                        .filter(part -> !part.alone())
                        .forEach(part -> together.add(pool.submit(() -> compute(part, 1))));
                await(together);
                for (Part part : missing) {
                    if (part.alone()) {
                        await(List.of(pool.submit(() -> compute(part, threads))));
                    }
                }
            } finally {
                pool.shutdownNow();
            }
        }

        private void compute(Part part, int threadsOfIt) {
            if (cancelled || failed) {
                return;
            }
            long begin = System.nanoTime();
            try {
                Bench bench = new Bench(
                        folder.cache(),
                        folder.conditions().device(),
                        threadsOfIt,
                        () -> cancelled || failed,
                        share -> watcher.onProgress(part, share));
                Measured measured = part.work().on(bench);
                double seconds = (System.nanoTime() - begin) * 1e-9;
                synchronized (done) {
                    done.put(part.name(), folder.keep(part, measured, seconds));
                    watcher.onPart(experiment, part, seconds, false, parts - done.size());
                }
            } catch (Bench.StoppedException asked) {
                return;
            } catch (RuntimeException | Error wrong) {
                failed = true;
                throw wrong;
            }
        }

        private void await(List<Future<?>> futures) {
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (ExecutionException wrong) {
                    if (wrong.getCause() instanceof RuntimeException one) {
                        throw one;
                    }
                    if (wrong.getCause() instanceof Error one) {
                        throw one;
                    }
                    throw new IllegalStateException(wrong);
                } catch (InterruptedException impatient) {
                    Thread.currentThread().interrupt();
                    cancelled = true;
                }
            }
        }
    }
}
