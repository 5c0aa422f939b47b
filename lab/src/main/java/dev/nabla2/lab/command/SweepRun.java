package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.sweep.Grid;
import dev.nabla2.lab.sweep.SweepFolder;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a sweep, ready to be trained.
 *
 * @param cell of which cell
 * @param seed of which seed
 * @param settings what to train
 * @param data what it learns
 * @param judge what tells what its samples show
 * @param options every option that has a use in it
 * @param command what gives it again
 */
record SweepRun(
        Grid.Cell cell,
        String seed,
        RunSettings settings,
        DataSet data,
        Optional<Judge> judge,
        Map<String, String> options,
        String command) {
    /** The name of its file. */
    String name() {
        return SweepFolder.name(options, data.fingerprint());
    }

    SweepRun judged(Optional<Judge> by) {
        return new SweepRun(cell, seed, settings, data, by, options, command);
    }
}
