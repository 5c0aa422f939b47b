package dev.nabla2.lab.command;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that lists orders of derivatives: {@code 2}, or {@code 1,2,3}. */
final class Orders implements ITypeConverter<List<Integer>> {
    private static final int HIGHEST = 4;

    @Override
    public List<Integer> convert(String text) {
        try {
            List<Integer> orders = Stream.of(text.split(",", -1))
                    .map(Integer::valueOf)
                    .distinct()
                    .sorted()
                    .toList();
            if (orders.get(0) >= 1 && orders.get(orders.size() - 1) <= HIGHEST) {
                return orders;
            }
        } catch (NumberFormatException notNumbers) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                "expected whole numbers from 1 to " + HIGHEST + " such as 1,2,3, found '" + text + "'");
    }
}
