package dev.nabla2.lab.sweep;

import java.util.List;

/**
 * An option of {@code nabla2 train} with the values that it takes in a sweep.
 *
 * @param option its name, such as {@code --lambda}
 * @param values as they are typed, each different; one of an option that does not change
 * @param flag whether the option is given or left out, which the values {@code true} and {@code false} stand for
 */
public record Axis(String option, List<String> values, boolean flag) {
    /** Copies the list. */
    public Axis {
        values = List.copyOf(values);
    }

    /** The name without dashes. */
    public String label() {
        return option.replaceFirst("^-+", "");
    }

    /** What is typed for a value. */
    List<String> words(String value) {
        if (flag) {
            return Boolean.parseBoolean(value) ? List.of(option) : List.of();
        }
        return List.of(option, value);
    }

    /** The same option with a word in capitals in place of its value. */
    List<String> pattern() {
        return flag ? List.of(option + "=" + word()) : List.of(option, word());
    }

    private String word() {
        return label().toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
