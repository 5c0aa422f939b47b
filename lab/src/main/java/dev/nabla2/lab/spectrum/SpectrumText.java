package dev.nabla2.lab.spectrum;

import dev.nabla2.lab.report.Format;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A spectrum as a table, for people to read. */
public final class SpectrumText {
    private static final int SHOWN = 10;

    private SpectrumText() {}

    /** What was found, over several lines. */
    public static String of(Spectrum spectrum) {
        StringBuilder text = new StringBuilder();
        SpectrumSettings settings = spectrum.settings();
        text.append(spectrum.subject().name())
                .append(", ")
                .append(settings.dynamics().choice().label())
                .append(": ")
                .append(settings.dynamics().dynamics().conventions())
                .append('\n')
                .append(spectrum.subject().where())
                .append("; ")
                .append(spectrum.subject().losses())
                .append("\n\n");
        text.append(String.format(
                        Locale.ROOT,
                        "%-24s %-24s %12s%n",
                        spectrum.isField() ? "eigenvalue" : "multiplier",
                        "",
                        "step of " + Format.exact(settings.step())))
                .append(rows(spectrum))
                .append('\n')
                .append(SpectrumWords.conclusion(spectrum))
                .append('\n');
        if (!spectrum.growth().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%-16s %8s %20s %20s%n",
                    "played at step",
                    "steps",
                    "growth each",
                    "eigenvalues say"));
            spectrum.growth()
                    .forEach(growth -> text.append(String.format(
                            Locale.ROOT,
                            "%-16s %8s %20.12f %20.12f%n",
                            Format.number(growth.step()),
                            Format.count(growth.steps()),
                            growth.each(),
                            growth.predicted())));
        }
        return text.toString().stripTrailing();
    }

    /** All of a small game, and the rightmost and the largest of a large one. */
    private static String rows(Spectrum spectrum) {
        List<Eigenvalue> all = spectrum.eigenvalues();
        if (all.size() <= 2 * SHOWN) {
            return all.stream().map(one -> row(spectrum, one)).collect(Collectors.joining());
        }
        Stream<Eigenvalue> largest = all.stream().sorted(Eigenvalue.LARGEST).limit(SHOWN);
        return "rightmost\n"
                + all.stream().limit(SHOWN).map(one -> row(spectrum, one)).collect(Collectors.joining())
                + "largest\n"
                + largest.map(one -> row(spectrum, one)).collect(Collectors.joining());
    }

    private static String row(Spectrum spectrum, Eigenvalue one) {
        return String.format(
                Locale.ROOT,
                "%24.15g %s%22.15gi %12.6f%n",
                one.re(),
                one.im() < 0 ? "-" : "+",
                Math.abs(one.im()),
                spectrum.multiplier(one));
    }
}
