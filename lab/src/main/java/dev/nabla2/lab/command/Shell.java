package dev.nabla2.lab.command;

import java.util.List;
import java.util.stream.Collectors;

/** Command lines as a shell reads them. */
public final class Shell {
    private Shell() {}

    /** Words as one line that a shell would take apart into the same words. */
    public static String line(List<String> words) {
        return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
