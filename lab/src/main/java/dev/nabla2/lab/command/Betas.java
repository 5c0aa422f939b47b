package dev.nabla2.lab.command;

import dev.nabla2.lab.report.Format;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that gives Adam's two shares: {@code 0.5,0.9}. */
final class Betas implements ITypeConverter<List<Double>> {
    /** The text that gives them. */
    static String write(List<Double> betas) {
        return betas.stream().map(Format::exact).collect(Collectors.joining(","));
    }

    @Override
    public List<Double> convert(String text) {
        try {
            List<Double> betas =
                    Stream.of(text.split(",", -1)).map(Double::valueOf).toList();
            if (betas.size() == 2 && betas.stream().allMatch(beta -> beta >= 0 && beta < 1)) {
                return betas;
            }
        } catch (NumberFormatException notNumbers) {
            // Told below, as numbers out of range are.
        }
        throw new TypeConversionException(
                "expected two numbers from 0 to below 1, such as 0.5,0.9, found '" + text + "'");
    }
}
