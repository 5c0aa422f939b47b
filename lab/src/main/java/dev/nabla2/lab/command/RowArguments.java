package dev.nabla2.lab.command;

import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.table.Combination;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * The rows of a table as command lines of {@code nabla2 train}, which read them, so that a row cannot be anything else.
 *
 * @param shared the options that all rows have
 * @param err where errors are told
 */
record RowArguments(List<String> shared, PrintWriter err) {
    /**
     * A row's settings.
     *
     * @throws CommandLine.ParameterException if the options are wrong, or do not go together
     */
    RunSettings settings(Combination combination, int steps) {
        return read(combination, steps).settings();
    }

    /** Where the data's files lie, as all rows have it. */
    Path dataFolder(Combination any) {
        return read(any, 1).dataFolder();
    }

    private GivenOptions.Chosen read(Combination combination, int steps) {
        return line(combination.options(), String.valueOf(steps)).chosen(err);
    }

    /** What gives the row again. */
    String command(Combination combination, String steps) {
        return line(combination.options(), steps).command();
    }

    /** The same for all rows, with capitals for what differs. */
    String pattern(String steps) {
        return line(List.of("--objective", "OBJECTIVE", "--penalty", "PENALTY", "--dynamics", "DYNAMICS"), steps)
                .command();
    }

    private TrainLine line(List<String> own, String steps) {
        List<String> words = new ArrayList<>(shared);
        words.addAll(own);
        words.addAll(List.of("--steps", steps));
        return new TrainLine(words);
    }
}
