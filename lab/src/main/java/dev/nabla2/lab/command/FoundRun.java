package dev.nabla2.lab.command;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import dev.nabla2.lab.store.Configuration;
import dev.nabla2.lab.store.RunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A run as its folder holds it.
 *
 * @param begun as it began
 * @param chosen what its options say
 * @param data what it learns
 * @param training the training at its last checkpoint
 */
record FoundRun(Configuration begun, GivenOptions.Chosen chosen, DataSet data, Training training) {
    /**
     * The run in a folder.
     *
     * @param dataFolder where its data lie now, if elsewhere
     * @throws LabException if there is none, or no checkpoint of it
     */
    static FoundRun in(Path folder, Optional<Path> dataFolder, CommandSpec spec) {
        Configuration begun = Configuration.read(folder.resolve(RunStore.CONFIGURATION));
        GivenOptions.Chosen chosen = new GivenOptions(begun.options())
                .under(new GivenOptions(dataFolder
                        .map(path -> Map.of("--data-dir", path.toString()))
                        .orElse(Map.of())))
                .chosen(spec);
        Path checkpoint = folder.resolve(RunStore.CHECKPOINT);
        if (!Files.exists(checkpoint)) {
            throw new LabException(
                    checkpoint + ": expected a checkpoint, found no such file; the run may be too young for one");
        }
        DataSet data = chosen.settings().data().load(chosen.dataFolder());
        return new FoundRun(begun, chosen, data, new GanTraining(chosen.settings(), data).continued(checkpoint));
    }

    /** What was run. */
    RunSettings settings() {
        return chosen.settings();
    }

    /**
     * Checks that the data are those that it began with.
     *
     * @throws LabException if they are others
     */
    void checkData() {
        begun.checkData(data, chosen.dataFolder());
    }

    /**
     * Checks that samples can be held in one array.
     *
     * @param option that asks for them
     * @throws ParameterException if there are too many
     */
    void checkCount(CommandSpec spec, String option, int samples) {
        int size = data.sampleShape().size();
        int most = Integer.MAX_VALUE / size;
        if (samples > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": expected at most " + most + " samples of " + size + " numbers, found " + samples);
        }
    }

    /** How many steps it had done. */
    int step() {
        return training.checkpoint().step();
    }
}
