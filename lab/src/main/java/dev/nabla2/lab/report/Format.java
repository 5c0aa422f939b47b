package dev.nabla2.lab.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a reader wants them, the same everywhere in the world. */
public final class Format {
    private static final String NONE = "\u2013";

    private Format() {}

    /** Such as {@code 7,900}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 94.1 %}; a dash for what is not finite. */
    public static String percent(double fraction) {
        return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.1f %%", 100 * fraction) : NONE;
    }

    /** To three significant digits, or more if it is whole, such as {@code 0.0213} and {@code 58,400}; a dash for what is not finite. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size < 1e6 && size == Math.rint(size)) {
            return String.format(Locale.ROOT, "%,d", (long) value).replace('-', '\u2212');
        }
        if (size < 1e-4 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.2e", value).replace('-', '\u2212');
        }
        double rounded = new BigDecimal(size).round(new MathContext(3)).doubleValue();
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(rounded)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace('-', '\u2212');
    }

    /** The shortest decimal that is exactly the value, such as {@code 0.001}, without an exponent where it is short. */
    public static String exact(double value) {
        String plain =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        return plain.length() <= 10 ? plain : Double.toString(value);
    }

    /** A large count to three digits, such as {@code 1.62 G}. */
    public static String size(long number) {
        return scaled(number, 1000, "", " k", " M", " G", " T", " P");
    }

    /** Such as {@code 3.02 MiB}. */
    public static String bytes(long number) {
        return scaled(number, 1024, " B", " KiB", " MiB", " GiB", " TiB", " PiB");
    }

    private static String scaled(long number, int step, String... units) {
        double scaled = number;
        int unit = 0;
        while (scaled >= step && unit + 1 < units.length) {
            scaled /= step;
            unit++;
        }
        int decimals = unit == 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", scaled) + units[unit];
    }

    /** Such as {@code 41.2 s}, {@code 3 min 20 s} or {@code 1 h 5 min}. */
    public static String duration(double seconds) {
        if (seconds < 59.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
