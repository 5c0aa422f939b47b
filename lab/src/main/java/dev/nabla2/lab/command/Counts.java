package dev.nabla2.lab.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that lists counts: {@code 2000}, or {@code 0,500,2000}. */
final class Counts implements ITypeConverter<List<Integer>> {
    private static final int MOST = 10_000_000;

    @Override
    public List<Integer> convert(String text) {
        TypeConversionException wrong = new TypeConversionException(
                "expected whole numbers from 0 to " + MOST + " such as 0,500,2000, found '" + text + "'");
        try {
            List<Integer> counts = Stream.of(text.split(",", -1))
                    .map(Integer::valueOf)
                    .distinct()
                    .sorted()
                    .toList();
            if (counts.get(0) >= 0 && counts.get(counts.size() - 1) <= MOST) {
                return counts;
            }
        } catch (NumberFormatException notNumbers) {
            wrong.initCause(notNumbers);
        }
        throw wrong;
    }

    /** Counts as one would type them. */
    static String write(List<Integer> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
