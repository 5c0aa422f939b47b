package dev.nabla2.lab.store;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.report.RunReport;
import dev.nabla2.lab.report.Tables;
import dev.nabla2.lab.run.Keeper;
import dev.nabla2.lab.run.Past;
import dev.nabla2.lab.run.Snapshot;
import dev.nabla2.lab.run.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps a run in its folder while it trains. A checkpoint is written after all that was measured up to it, and replaces the one before
 * at once: whenever the process is killed, the folder holds a checkpoint and the past that belongs to it.
 */
public final class RunStore implements Keeper, AutoCloseable {
    /** The file that says what a run is. */
    public static final String CONFIGURATION = "config.json";

    /** The file that says where it is. */
    public static final String CHECKPOINT = "checkpoint.safetensors";

    private static final String STEPS = "metrics.csv";
    private static final String LOOKS = "samples.csv";
    private static final String SNAPSHOTS = "snapshots.safetensors";

    private final RunFolder folder;
    private final Precision precision;
    private final Cadence cadence;
    private final StepsFile steps;
    private final List<EventsFile> events = new ArrayList<>();
    private int looks;
    private int shown;
    private double kept;

    private RunStore(RunFolder folder, Precision precision, Cadence cadence, StepsFile steps) {
        this.folder = folder;
        this.precision = precision;
        this.cadence = cadence;
        this.steps = steps;
    }

    /**
     * The store of a run that begins.
     *
     * @param configuration the text of its {@code config.json}, which is written once nothing of an earlier run is left
     * @throws LabException if a process is at a run in the folder, or it cannot be written
     */
    public static RunStore begin(RunFolder folder, String configuration, Precision precision, Cadence cadence) {
        StepsFile steps = StepsFile.begin(folder.path().resolve(STEPS));
        List.of(CHECKPOINT, SNAPSHOTS, LOOKS).forEach(folder::delete);
        RunReport.FILES.forEach(folder::delete);
        EventsFile.in(folder.path()).forEach(folder::delete);
        folder.write(CONFIGURATION, configuration);
        RunStore store = new RunStore(folder, precision, cadence, steps);
        store.events.add(EventsFile.begin(folder.path(), 0, Instant.now()));
        return store;
    }

    /**
     * The store of a run that was stopped.
     *
     * @throws LabException if a process is at it, or the folder cannot be written
     */
    public static RunStore resume(RunFolder folder, Precision precision, Cadence cadence) {
        return new RunStore(
                folder, precision, cadence, StepsFile.open(folder.path().resolve(STEPS)));
    }

    /**
     * A training where the run was last kept: at its checkpoint, or at the start where it was killed before the first.
     *
     * @param fresh the training at its start
     */
    public Training continued(Training fresh) {
        Path checkpoint = folder.path().resolve(CHECKPOINT);
        return Files.exists(checkpoint) ? fresh.continued(checkpoint) : fresh;
    }

    /**
     * What was measured up to a step; what came after it is forgotten.
     *
     * @param done after which step the run goes on
     * @param all how many steps it has in all
     * @throws LabException if it is not there
     */
    public Past past(int done, int all) {
        Past past = new Past(steps.cutAfter(done, all), snapshots().read(done));
        looks = past.snapshots().size();
        shown = looks;
        kept = past.seconds();
        events.add(EventsFile.begin(folder.path(), done, Instant.now()));
        return past;
    }

    private SnapshotsFile snapshots() {
        return new SnapshotsFile(folder.path().resolve(SNAPSHOTS));
    }

    @Override
    public void onStep(StepReport report, List<Snapshot> snapshots, Training training) {
        steps.add(report);
        Map<String, Double> curves = Curves.of(report);
        if (snapshots.size() > shown) {
            folder.write(LOOKS, Tables.snapshots(snapshots));
            shown = snapshots.size();
            curves.putAll(Curves.of(snapshots.get(shown - 1).evaluation()));
        }
        events.forEach(file -> file.write(report.step(), curves, Instant.now()));
        if (cadence.isDue(report.step(), report.seconds() - kept)) {
            keep(snapshots, training);
            kept = report.seconds();
        }
    }

    @Override
    public void onEnd(List<Snapshot> snapshots, Training training) {
        keep(snapshots, training);
    }

    private void keep(List<Snapshot> snapshots, Training training) {
        steps.force();
        if (snapshots.size() > looks) {
            snapshots().write(snapshots, precision);
            looks = snapshots.size();
        }
        training.checkpoint().write(folder.path().resolve(CHECKPOINT));
    }

    @Override
    public void close() {
        steps.close();
        events.forEach(EventsFile::close);
    }
}
