package dev.nabla2.lab.command;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that gives the widths of hidden layers: {@code 128x3}, or {@code 512,256}. */
final class Widths implements ITypeConverter<List<Integer>> {
    private static final int WIDEST = 65_536;
    private static final int DEEPEST = 100;

    /** What is allowed, in words. */
    static final String LIMITS = "each 1 to " + WIDEST + ", at most " + DEEPEST + " layers";

    @Override
    public List<Integer> convert(String text) {
        return parse(text)
                .orElseThrow(() ->
                        new TypeConversionException("expected a width and a number of layers such as 128x3, or widths "
                                + "such as 512,256 (" + LIMITS + "), found '" + text + "'"));
    }

    /** Widths as one would type them, such as {@code 128x3}. */
    static String write(List<Integer> widths) {
        return widths.stream().distinct().count() == 1
                ? widths.get(0) + "x" + widths.size()
                : widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The widths, unless that is not what the text is, or they are not within the limits. */
    static Optional<List<Integer>> parse(String text) {
        return numbers(text)
                .filter(widths -> !widths.isEmpty() && widths.size() <= DEEPEST)
                .filter(widths -> widths.stream().allMatch(width -> width >= 1 && width <= WIDEST));
    }

    private static Optional<List<Integer>> numbers(String text) {
        try {
            String[] repeated = text.split("x", -1);
            if (repeated.length == 2) {
                int times = Math.max(0, Math.min(DEEPEST + 1, Integer.parseInt(repeated[1])));
                return Optional.of(Collections.nCopies(times, Integer.valueOf(repeated[0])));
            }
            return Optional.of(
                    Stream.of(text.split(",", -1)).map(Integer::valueOf).toList());
        } catch (NumberFormatException notNumbers) {
            return Optional.empty();
        }
    }
}
