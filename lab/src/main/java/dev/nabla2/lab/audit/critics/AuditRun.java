package dev.nabla2.lab.audit.critics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Audits critic after critic. */
public final class AuditRun {
    private final AuditSettings settings;
    private final Function<Cell, CellAudit> audits;
    private final AuditFolder folder;
    private final List<String> diverged = new ArrayList<>();
    private volatile boolean cancelled;

    private AuditRun(AuditSettings settings, Function<Cell, CellAudit> audits, AuditFolder folder) {
        this.settings = settings;
        this.audits = audits;
        this.folder = folder;
    }

    /** An audit, that has not begun, of critics that are trained first. */
    public static AuditRun training(AuditSettings settings, DataSet data, AuditFolder folder) {
        return new AuditRun(settings, cell -> CellAudit.trained(settings, data, cell), folder);
    }

    /** An audit, that has not begun, of a critic of a run, which is the settings' only one. */
    public static AuditRun of(AuditSettings settings, RunCourse course, AuditFolder folder) {
        return new AuditRun(settings, cell -> new CellAudit(settings, course, cell), folder);
    }

    /**
     * Refuses what cannot be audited, and a folder that holds something else.
     *
     * @throws IllegalArgumentException if there is such a critic
     */
    public void check() {
        for (Cell cell : settings.cells()) {
            audits.apply(cell).check();
            folder.found(cell);
        }
    }

    /** Where it is kept. */
    public AuditFolder folder() {
        return folder;
    }

    /** Asks, from any thread, that it end soon; the critic that is being audited is dropped. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether someone has asked for an end. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Audits those that are not in the folder yet, and writes the page after each.
     *
     * @param tell hears a line of each state
     * @return what is known of all, as far as it came
     * @throws LabException after all others, if the training of some diverged
     */
    public List<AuditRow> through(Consumer<String> tell) {
        List<Cell> cells = settings.cells();
        Map<Cell, List<AuditRow>> known = new HashMap<>();
        cells.forEach(cell -> folder.found(cell).ifPresent(rows -> known.put(cell, rows)));
        long begun = System.nanoTime();
        int audited = 0;
        for (int i = 0; i < cells.size() && !cancelled; i++) {
            String place = (i + 1) + "/" + cells.size() + "  " + cells.get(i);
            if (known.containsKey(cells.get(i))) {
                tell.accept(place + ": was there");
                continue;
            }
            known.put(cells.get(i), audited(cells.get(i), line -> tell.accept(place + line)));
            audited++;
            double each = (System.nanoTime() - begun) * 1e-9 / audited;
            long left = cells.stream().filter(cell -> !known.containsKey(cell)).count();
            if (left > 0 && !cancelled) {
                tell.accept("left: about " + Format.duration(each * left));
            }
            folder.write(settings, ordered(known));
        }
        List<AuditRow> rows = ordered(known);
        folder.write(settings, rows);
        if (!diverged.isEmpty()) {
            throw new LabException(String.join("; ", diverged)
                    + ". The others were audited: give --learning-rate a smaller number, or leave these out");
        }
        return rows;
    }

    private List<AuditRow> ordered(Map<Cell, List<AuditRow>> known) {
        return settings.cells().stream()
                .flatMap(cell -> known.getOrDefault(cell, List.of()).stream())
                .toList();
    }

    private List<AuditRow> audited(Cell cell, Consumer<String> tell) {
        List<ObjectNode> states = new ArrayList<>();
        CellAudit audit = audits.apply(cell);
        IntConsumer unlessCancelled = step -> {
            if (cancelled) {
                throw new CancellationException();
            }
        };
        try {
            audit.run(unlessCancelled, (step, report) -> {
                states.add(AuditJson.state(cell, step, report));
                tell.accept(", step " + Format.count(step) + ": cosine "
                        + Format.number(report.whole().cosine().value()) + ", length "
                        + Format.number(report.whole().ratio().value()) + ", downhill "
                        + Format.percent(report.downhill().value()));
            });
        } catch (DivergenceException lost) {
            String what = cell + ": " + lost.getMessage();
            tell.accept(": " + lost.getMessage());
            diverged.add(what);
            return List.of();
        } catch (CancellationException asked) {
            return List.of();
        }
        folder.keep(cell, states, audit.map());
        return folder.found(cell).orElseThrow();
    }
}
