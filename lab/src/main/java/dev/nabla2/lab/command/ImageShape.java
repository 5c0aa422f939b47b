package dev.nabla2.lab.command;

import dev.nabla2.engine.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that gives an image's channels, height and width: {@code 1x28x28}. */
final class ImageShape implements ITypeConverter<Shape> {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})x([1-9]\\d{0,3})");

    @Override
    public Shape convert(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "expected channels, height and width such as 1x28x28, each 1 to 9999, found '" + text + "'");
        }
        return Shape.of(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }
}
