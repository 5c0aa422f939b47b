package dev.nabla2.lab.command;

import dev.nabla2.gan.Gamma;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that gives the weight of the regulariser of consensus: {@code 10}, {@code 10:1} or {@code adaptive:0.5}. */
final class Gammas implements ITypeConverter<Gamma> {
    private static final String ADAPTIVE = "adaptive:";

    @Override
    public Gamma convert(String text) {
        try {
            if (text.startsWith(ADAPTIVE)) {
                return new Gamma.Adaptive(Double.parseDouble(text.substring(ADAPTIVE.length())));
            }
            String[] ends = text.split(":", 2);
            return ends.length == 1
                    ? new Gamma.Fixed(Double.parseDouble(text))
                    : new Gamma.Scheduled(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        } catch (IllegalArgumentException wrong) {
            TypeConversionException told = new TypeConversionException(
                    "expected a number of at least 0, two such as 10:1, or a share such as adaptive:0.5, found '" + text
                            + "'");
            told.initCause(wrong);
            throw told;
        }
    }
}
