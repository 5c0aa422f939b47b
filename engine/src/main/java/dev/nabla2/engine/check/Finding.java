package dev.nabla2.engine.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one comparison.
 *
 * @param test what was compared with what
 * @param order which derivative
 * @param modes which way each of its walks went, the innermost first
 * @param seed where direction and weights came from
 * @param verdict what it says
 * @param automatic the automatic derivative
 * @param expected what it was compared with, and how far that may be off
 * @param relativeError how far apart the two are, relative to their size
 * @param sides the derivatives from the left and from the right, of a kink
 * @param place the operation that is wrong, or sits on its kink, where it could be found
 * @param element of a failure, the element that is furthest off
 * @param remark what else helps to understand it; empty if nothing
 */
public record Finding(
        Test test,
        int order,
        List<Mode> modes,
        long seed,
        Verdict verdict,
        double automatic,
        Estimate expected,
        double relativeError,
        Optional<Sides> sides,
        Optional<Place> place,
        Optional<Element> element,
        String remark) {
    /** Kinds of comparison. */
    public enum Test {
        /** With differences of the derivative of one order less. */
        DIFFERENCES("differences"),
        /** With the same derivative by other walks: uᵀ(Jv) = (Jᵀu)ᵀv and its like at higher orders. */
        MODES("reverse mode"),
        /** With the same derivative along directions in another order: uᵀHv = vᵀHu. */
        SYMMETRY("the other order of directions"),
        /** At a kink, with what the contract of the operation promises there. */
        CONVENTION("the convention's"),
        /** With the same derivative on another backend. */
        BACKEND("reference");

        private final String label;

        Test(String label) {
            this.label = label;
        }

        /** What the automatic derivative is compared with, in words. */
        public String label() {
            return label;
        }
    }

    /**
     * The derivatives at a kink.
     *
     * @param left from below
     * @param right from above
     */
    public record Sides(Estimate left, Estimate right) {
        /** Such as {@code left 0 ± 1e-13, right 1 ± 1e-13}. */
        @Override
        public String toString() {
            return "left " + left + ", right " + right;
        }
    }

    Finding remarked(String other) {
        return judged(verdict, other);
    }

    Finding judged(Verdict other, String why) {
        return new Finding(
                test, order, modes, seed, other, automatic, expected, relativeError, sides, place, element, why);
    }

    /** Such as {@code order 2, forward, seed 1}. */
    String question() {
        return "order " + order + ", " + Mode.describe(modes) + ", seed " + seed;
    }

    /** Several lines: what was asked, both answers, and what is known about where they part. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(verdict)
                .append("  ")
                .append(question())
                .append(": automatic ")
                .append(Text.number(automatic));
        if (sides.isPresent()) {
            text.append("; ").append(sides.get());
        } else {
            text.append(", ").append(test.label()).append(' ').append(expected);
        }
        if (verdict == Verdict.FAIL) {
            text.append(String.format(Locale.ROOT, ", relative error %.1e", relativeError));
        }
        place.ifPresent(p -> text.append("\n      ")
                .append(verdict == Verdict.KINK ? "on its kink: " : "first wrong operation: ")
                .append(p)
                .append(verdict == Verdict.KINK && !p.convention().isEmpty() ? "; there " + p.convention() : ""));
        element.ifPresent(e -> text.append("\n      worst element: ").append(e));
        if (!remark.isEmpty()) {
            text.append("\n      ").append(remark);
        }
        return text.toString();
    }
}
