package dev.nabla2.lab;

import dev.nabla2.lab.command.Interruption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs commands of training in one process, one for each line of standard input, and answers each with the first line of its standard
 * error. A report costs more than all steps, so the runs die when their last step is kept.
 */
final class CommandLoop {
    private CommandLoop() {}

    /** Runs them. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter answers = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            StringWriter err = new StringWriter();
            Main.run(
                    List.of(line.split(" ")),
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err),
                    new Interruption(),
                    StoppingTraining.dyingAfter(Integer.parseInt(arguments[0])));
            answers.println(err.toString().lines().findFirst().orElse(""));
        }
    }
}
