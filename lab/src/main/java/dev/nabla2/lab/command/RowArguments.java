package dev.nabla2.lab.command;

import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.table.Combination;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The rows of a table as command lines of {@code nabla2 train}, which read them, so that a row cannot be anything else.
 *
 * @param shared the options that all rows have
 * @param err where errors are told
 */
record RowArguments(List<String> shared, PrintWriter err) {
    /** What is read of a command line. */
    @Command(name = "train")
    static final class Reader {
        @Spec
        private CommandSpec spec;

        @Mixin
        private TrainOptions options = new TrainOptions();
    }

    /**
     * A row's settings.
     *
     * @throws CommandLine.ParameterException if the options are wrong, or do not go together
     */
    RunSettings settings(Combination combination, int steps) {
        Reader reader = read(combination, steps);
        return reader.options.settings(reader.spec);
    }

    /** Where the data's files lie, as all rows have it. */
    Path dataFolder(Combination any) {
        return read(any, 1).options.dataFolder();
    }

    private Reader read(Combination combination, int steps) {
        Reader reader = new Reader();
        List<String> options = new ArrayList<>(shared);
        options.addAll(combination.options());
        options.addAll(List.of("--steps", String.valueOf(steps)));
        new CommandLine(reader).setErr(err).parseArgs(options.toArray(String[]::new));
        return reader;
    }

    /** What gives the row again. */
    String command(Combination combination, String steps) {
        return command(combination.options(), steps);
    }

    /** The same for all rows, with capitals for what differs. */
    String pattern(String steps) {
        return command(List.of("--objective", "OBJECTIVE", "--penalty", "PENALTY", "--dynamics", "DYNAMICS"), steps);
    }

    private String command(List<String> own, String steps) {
        List<String> words = new ArrayList<>(List.of("nabla2", "train"));
        words.addAll(shared);
        words.addAll(own);
        words.addAll(List.of("--steps", steps));
        return Shell.line(words);
    }
}
