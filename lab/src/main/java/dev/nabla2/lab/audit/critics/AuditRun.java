package dev.nabla2.lab.audit.critics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Audits critic after critic. */
public final class AuditRun {
    private final AuditSettings settings;
    private final DataSet data;
    private final AuditFolder folder;
    private volatile boolean cancelled;

    /** An audit that has not begun. */
    public AuditRun(AuditSettings settings, DataSet data, AuditFolder folder) {
        this.settings = settings;
        this.data = data;
        this.folder = folder;
    }

    /**
     * Refuses what cannot be audited, and a folder that holds something else.
     *
     * @throws IllegalArgumentException if there is such a critic
     */
    public void check() {
        for (Cell cell : settings.cells()) {
            new CellAudit(settings, data, cell).check();
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
     */
    public List<AuditRow> through(Consumer<String> tell) {
        List<AuditRow> rows = new ArrayList<>();
        List<Cell> cells = settings.cells();
        long begun = System.nanoTime();
        int audited = 0;
        for (int i = 0; i < cells.size() && !cancelled; i++) {
            String place = (i + 1) + "/" + cells.size() + "  " + cells.get(i);
            Optional<List<AuditRow>> found = folder.found(cells.get(i));
            if (found.isPresent()) {
                tell.accept(place + ": was there");
                rows.addAll(found.get());
                continue;
            }
            rows.addAll(audited(cells.get(i), line -> tell.accept(place + line)));
            audited++;
            double each = (System.nanoTime() - begun) * 1e-9 / audited;
            if (i + 1 < cells.size() && !cancelled) {
                tell.accept("left: about " + Format.duration(each * (cells.size() - i - 1)));
            }
            folder.write(settings, rows);
        }
        folder.write(settings, rows);
        return rows;
    }

    private List<AuditRow> audited(Cell cell, Consumer<String> tell) {
        List<ObjectNode> states = new ArrayList<>();
        CellAudit audit = new CellAudit(settings, data, cell);
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
        } catch (DivergenceException diverged) {
            throw new LabException(cell + ": " + diverged.getMessage());
        } catch (CancellationException asked) {
            return List.of();
        }
        folder.keep(cell, states, audit.map());
        return folder.found(cell).orElseThrow();
    }
}
