package dev.nabla2.lab.gradcheck;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.check.CheckCase;
import dev.nabla2.engine.check.Estimate;
import dev.nabla2.engine.check.Finding;
import dev.nabla2.engine.check.Mode;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.BackendModules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Checks cases on all processors, a case at a time on each: a tape belongs to one thread. */
public final class GradcheckRun {
    /** With so many seeds is each case checked. */
    private static final int TRIALS = 2;

    private final GradcheckSettings settings;
    private final Backend compared;

    /** A run. */
    public GradcheckRun(GradcheckSettings settings) {
        this.settings = settings;
        this.compared = settings.backends().contains(BackendChoice.OPENCL)
                ? BackendModules.named(BackendChoice.OPENCL.label()).open("")
                : Backends.cpu(1, settings.precision());
    }

    /**
     * Checks cases.
     *
     * @param cases what to check
     * @param listener is told of each case as it ends, one at a time
     */
    public GradcheckResult check(List<CheckCase> cases, Consumer<CaseResult> listener) {
        long start = System.nanoTime();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<CaseResult>> running = new ArrayList<>();
            for (CheckCase c : cases) {
                running.add(workers.submit(() -> check(c)));
            }
            List<CaseResult> results = new ArrayList<>();
            for (Future<CaseResult> one : running) {
                CaseResult result = one.get();
                listener.accept(result);
                results.add(result);
            }
            return new GradcheckResult(List.copyOf(results), settings, (System.nanoTime() - start) / 1e9);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("gradcheck was interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private CaseResult check(CheckCase c) {
        List<Finding> findings = new ArrayList<>();
        for (long seed = settings.seed(); seed < settings.seed() + TRIALS; seed++) {
            findings.addAll(check(c, seed));
        }
        if (findings.isEmpty()) {
            findings.add(failure(settings.seed(), "there is nothing to compare: a case is missing"));
        }
        return new CaseResult(c, List.copyOf(findings));
    }

    /** Whatever a case throws is a failure of that case: the others are still worth knowing. */
    private List<Finding> check(CheckCase c, long seed) {
        List<Finding> findings = new ArrayList<>();
        try {
            if (settings.backends().contains(BackendChoice.REFERENCE)) {
                findings.addAll(c.check(seed, settings.orders()).findings());
            }
            List<Integer> between = settings.ordersBetweenBackends();
            if (settings.comparesBackends() && !between.isEmpty()) {
                findings.addAll(c.against(compared, seed, between).findings());
            }
        } catch (RuntimeException thrown) {
            findings.add(failure(seed, "an error: " + thrown));
        }
        return findings;
    }

    private Finding failure(long seed, String remark) {
        return new Finding(
                Finding.Test.DIFFERENCES,
                settings.orders().get(0),
                List.of(Mode.REVERSE),
                seed,
                Verdict.FAIL,
                Double.NaN,
                new Estimate(Double.NaN, 0, 0),
                Double.NaN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                remark);
    }
}
