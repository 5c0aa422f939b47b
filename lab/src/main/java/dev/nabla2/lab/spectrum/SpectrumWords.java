package dev.nabla2.lab.spectrum;

import dev.nabla2.lab.report.Format;

/** What eigenvalues say, in sentences. */
final class SpectrumWords {
    private SpectrumWords() {}

    static String conclusion(Spectrum spectrum) {
        String where = spectrum.isAtRest()
                ? "The game is at rest there."
                : "The game is not at rest there: the field is " + Format.number(spectrum.rest()) + " long.";
        return where + " " + found(spectrum) + stepWords(spectrum);
    }

    private static String found(Spectrum spectrum) {
        String what = spectrum.isField() ? "eigenvalues" : "multipliers";
        long right = spectrum.eigenvalues().stream()
                .filter(one -> spectrum.isField() ? one.re() > 0 : one.modulus() > 1)
                .count();
        String of = spectrum.isWhole()
                ? "all " + Format.count(spectrum.size())
                : Format.count(spectrum.eigenvalues().size()) + " found of " + Format.count(spectrum.size()) + " ("
                        + Format.count(spectrum.products()) + " products"
                        + (spectrum.isComplete() ? ")" : "; some that were wanted did not converge)");
        return "Of " + of + " " + what + " " + Format.count(right)
                + (spectrum.isField() ? " have a positive real part." : " are larger than 1.");
    }

    private static String stepWords(Spectrum spectrum) {
        if (spectrum.largestStep().isEmpty()) {
            return "";
        }
        double largest = spectrum.largestStep().getAsDouble();
        if (largest == 0) {
            return " Steps of any length lead away.";
        }
        return largest == Double.POSITIVE_INFINITY
                ? " No step that was tried leads away."
                : " Steps beyond " + Format.number(largest) + " lead away.";
    }
}
