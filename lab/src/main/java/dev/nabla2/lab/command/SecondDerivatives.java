package dev.nabla2.lab.command;

import dev.nabla2.engine.SecondDerivative;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that names the second derivative of rectifiers: {@code almost-everywhere}, {@code mollified:0.1..0.001} and such. */
final class SecondDerivatives implements ITypeConverter<SecondDerivative> {
    @Override
    public SecondDerivative convert(String text) {
        try {
            return SecondDerivative.parse(text);
        } catch (IllegalArgumentException wrong) {
            TypeConversionException told = new TypeConversionException(wrong.getMessage());
            told.initCause(wrong);
            throw told;
        }
    }
}
