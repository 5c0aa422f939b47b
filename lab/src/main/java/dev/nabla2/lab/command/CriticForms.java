package dev.nabla2.lab.command;

import dev.nabla2.lab.cost.CriticForm;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that gives a critic's form: {@code mlp:512x3}, or {@code conv:64-128-256}. */
final class CriticForms implements ITypeConverter<CriticForm> {
    @Override
    public CriticForm convert(String text) {
        int colon = text.indexOf(':');
        String family = colon < 0 ? text : text.substring(0, colon);
        if (colon < 0 || !(family.equals("mlp") || family.equals("conv"))) {
            throw new TypeConversionException(
                    "expected a critic such as mlp:512x3 or conv:64-128-256, found '" + text + "'");
        }
        List<Integer> sizes = Widths.parse(text.substring(colon + 1).replace('-', ','))
                .orElseThrow(() -> new TypeConversionException(
                        "expected sizes such as 512x3 or 64-128-256 (" + Widths.LIMITS + "), found '" + text + "'"));
        return family.equals("mlp") ? new CriticForm.Mlp(sizes) : new CriticForm.Conv(sizes);
    }
}
