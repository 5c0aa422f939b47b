package dev.nabla2.lab.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers between two bounds. */
final class Ticks {
    private Ticks() {}

    /** Multiples of 1, 2 or 5 times a power of ten in [low, high], about {@code wanted} of them. */
    static List<Double> between(double low, double high, int wanted) {
        double step = step((high - low) / wanted);
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / step); k * step <= high && ticks.size() < 10 * wanted; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    /** The multiple of 1, 2 or 5 times a power of ten that is nearest. */
    static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double leading = rough / power;
        return power * (leading < 1.5 ? 1 : leading < 3.5 ? 2 : leading < 7.5 ? 5 : 10);
    }

    /** The number to two digits. */
    static String rough(double value) {
        return label(new BigDecimal(value).round(new java.math.MathContext(2)).doubleValue());
    }

    /** A whole number with its thousands apart. */
    static String count(double value) {
        return String.format(java.util.Locale.ROOT, "%,.0f", value);
    }

    /** The number in the fewest digits, without the noise of binary fractions; a true minus sign. */
    static String label(double value) {
        BigDecimal rounded =
                new BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros();
        boolean plain = rounded.signum() == 0 || Math.abs(Math.log10(Math.abs(value))) < 5;
        return (plain ? rounded.toPlainString() : rounded.toString()).replace('-', '\u2212');
    }
}
