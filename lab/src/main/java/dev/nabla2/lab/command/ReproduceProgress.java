package dev.nabla2.lab.command;

import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Reproduction;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells how experiments go: a line for each part that is done, and every few seconds how far the others are. */
final class ReproduceProgress implements Reproduction.Watcher {
    private static final long NANOSECONDS_BETWEEN_LINES = 10_000_000_000L;

    private final PrintWriter err;
    private final Map<String, Double> shares = new LinkedHashMap<>();
    private long lastTold = System.nanoTime();

    ReproduceProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void onPart(Experiment experiment, Part part, double seconds, boolean wasThere, int left) {
        shares.remove(part.name());
        err.println(experiment.name() + "  " + part.name() + "  " + Format.duration(seconds)
                + (wasThere ? "  (was there)" : left == 0 ? "" : "  parts left: " + left));
        err.flush();
    }

    @Override
    public synchronized void onProgress(Part part, double share) {
        shares.put(part.name(), share);
        if (System.nanoTime() - lastTold > NANOSECONDS_BETWEEN_LINES) {
            lastTold = System.nanoTime();
            err.println("  "
                    + shares.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + Format.percent(entry.getValue()))
                            .collect(Collectors.joining(", ")));
            err.flush();
        }
    }
}
