package dev.nabla2.lab.reproduce;

/** An outcome in lines of text. */
public final class FindingsText {
    private static final int WIDTH = 110;

    private FindingsText() {}

    /** A block of a few lines for each claim, below a line that says what was asked. */
    public static String of(Outcome outcome) {
        Conditions conditions = outcome.conditions();
        StringBuilder text = new StringBuilder(outcome.experiment().name() + ", " + conditions + "\n"
                + wrapped("  ", outcome.experiment().question()));
        for (Claim claim : outcome.findings().claims()) {
            text.append('\n').append(wrapped("  said:   ", claim.known()));
            if (!claim.here().isEmpty()) {
                text.append(wrapped("  here:   ", claim.here()));
            }
            text.append("  agrees: ").append(claim.agreement().label()).append('\n');
            if (!claim.why().isEmpty()) {
                text.append(wrapped("  why:    ", claim.why()));
            }
        }
        return text.append('\n')
                .append(Tally.of(outcome.findings()).words())
                .append(conditions.quick() ? "; a quick run judges nothing.\n" : ".\n")
                .toString();
    }

    /** Lines of which the first begins with a label and the others below its end. */
    private static String wrapped(String label, String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(label);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > label.length()) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(label.length()));
            }
            line.append(word).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
