package dev.nabla2.lab.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command line of {@code nabla2 train}, which that command's own options read, so that a run of many cannot be anything else.
 *
 * @param words what is typed after {@code nabla2 train}
 */
record TrainLine(List<String> words) {
    /** Copies the list. */
    TrainLine {
        words = List.copyOf(words);
    }

    /** What is read of it. */
    @Command(name = "train")
    static final class Reader {
        @Spec
        private CommandSpec spec;

        @Mixin
        private TrainOptions options = new TrainOptions();
    }

    /**
     * What it says.
     *
     * @param err where errors are told
     * @throws CommandLine.ParameterException if an option is wrong, or does not go with another
     */
    GivenOptions.Chosen chosen(PrintWriter err) {
        Reader reader = new Reader();
        new CommandLine(reader).setErr(err).parseArgs(words.toArray(String[]::new));
        return new GivenOptions.Chosen(reader.options.settings(reader.spec), reader.options.dataFolder());
    }

    /** As it is typed. */
    String command() {
        List<String> all = new ArrayList<>(List.of("nabla2", "train"));
        all.addAll(words);
        return Shell.line(all);
    }
}
