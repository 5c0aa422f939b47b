package dev.nabla2.engine.check;

import dev.nabla2.engine.Shape;
import java.util.Arrays;
import java.util.Locale;

/** How reports write numbers and indices. */
final class Text {
    private Text() {}

    /** As many digits as tell two derivatives apart, such as {@code 0.25} or {@code -1.3862943611}. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+∞" : "-∞";
        }
        String text = String.format(Locale.ROOT, "%.11g", value);
        if (text.contains("e")) {
            return String.format(Locale.ROOT, "%.6e", value);
        }
        String short0 = text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
        return short0.equals("-0") ? "0" : short0;
    }

    /** The index of an element of a row-major array, such as {@code [1, 2]}. */
    static String index(Shape shape, int element) {
        int[] strides = shape.strides();
        int[] index = new int[strides.length];
        int rest = element;
        for (int axis = 0; axis < index.length; axis++) {
            index[axis] = rest / strides[axis];
            rest %= strides[axis];
        }
        return Arrays.toString(index);
    }
}
