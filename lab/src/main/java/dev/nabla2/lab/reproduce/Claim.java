package dev.nabla2.lab.reproduce;

import java.util.Locale;

/**
 * What a paper says, or is known, beside what is found here.
 *
 * @param known the paper's sentence or number, or the known result
 * @param here what is found, with its numbers
 * @param agreement whether the two agree
 * @param why what explains a difference, or how the two were compared; may be empty where they agree
 */
public record Claim(String known, String here, Agreement agreement, String why) {
    /** Whether what is found is what was said. */
    public enum Agreement {
        /** It is. */
        YES("yes"),
        /** Some of it is, or less clearly. */
        PARTLY("partly"),
        /** It is not. */
        NO("no"),
        /** It was not looked at: data are missing, or time. */
        NOT_RUN("not run");

        private final String label;

        Agreement(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }

        /** In one word, for a style of that name. */
        String style() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Checks that a difference is explained. */
    public Claim {
        if (agreement != Agreement.YES && why.isBlank()) {
            throw new IllegalArgumentException(
                    "claim: expected a reason why it is judged '" + agreement.label() + "', found none: " + known);
        }
    }

    /**
     * A claim that is judged by a condition.
     *
     * @param otherwise what explains it if the condition is not met
     */
    public static Claim judged(String known, String here, boolean agrees, String otherwise) {
        return new Claim(known, here, agrees ? Agreement.YES : Agreement.NO, agrees ? "" : otherwise);
    }

    /**
     * A claim that is judged by several conditions: all agree, some, or none.
     *
     * @param met how many conditions are met
     * @param of how many there are
     * @param otherwise what explains it if not all are met
     */
    public static Claim counted(String known, String here, long met, long of, String otherwise) {
        Agreement agreement = met == of ? Agreement.YES : met == 0 ? Agreement.NO : Agreement.PARTLY;
        return new Claim(known, here, agreement, agreement == Agreement.YES ? "" : otherwise);
    }

    /** A claim that was not looked at. */
    public static Claim notRun(String known, String why) {
        return new Claim(known, "", Agreement.NOT_RUN, why);
    }
}
