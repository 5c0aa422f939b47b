package dev.nabla2.lab.run;

/**
 * Something that goes wrong in training although every number is finite.
 *
 * @param kind what
 * @param step after which step it was first seen
 * @param message what was measured, in words
 */
public record Alarm(Kind kind, int step, String message) {
    /** What can go wrong. */
    public enum Kind {
        /** Samples are alike, or modes that were found are lost. */
        MODE_COLLAPSE("mode collapse"),
        /** The critic is flat, and has nothing to teach. */
        VANISHING_SLOPE("vanishing slope"),
        /** The critic is a cliff. */
        EXPLODING_SLOPE("exploding slope"),
        /** A loss grows without bound. */
        DIVERGENCE("divergence");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in words. */
        public String label() {
            return label;
        }
    }

    @Override
    public String toString() {
        return kind.label() + " at step " + step + ": " + message;
    }
}
