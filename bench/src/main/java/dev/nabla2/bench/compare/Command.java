package dev.nabla2.bench.compare;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What the commands of this package have in common. */
final class Command {
    private Command() {}

    /** Runs a command, or prints its help, or says in a line what is wrong with what was asked. */
    static void run(String name, String help, String[] arguments, Consumer<Options> command) {
        if (List.of(arguments).contains("--help")) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(help);
            return;
        }
        try {
            command.accept(Options.parse(arguments));
        } catch (IllegalArgumentException | IllegalStateException e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println(name + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
