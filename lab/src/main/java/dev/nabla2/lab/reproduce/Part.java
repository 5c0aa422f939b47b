package dev.nabla2.lab.reproduce;

/**
 * Something that an experiment computes, such as the training of one of its variants. It is computed once and kept.
 *
 * @param name of its files: letters, digits, hyphens and dots
 * @param settings everything that the result depends on besides the {@link Conditions}, in words: a result of others is no result of this
 * @param alone whether nothing else may be computed at the same time, because time is measured
 * @param work the computation
 */
public record Part(String name, String settings, boolean alone, Work work) {
    /** Computes a part. */
    @FunctionalInterface
    public interface Work {
        /**
         * What was measured.
         *
         * @param bench where it is computed
         */
        Measured on(Bench bench);
    }

    /** A part that may be computed beside others. */
    public static Part of(String name, Object settings, Work work) {
        return new Part(name, settings.toString(), false, work);
    }

    /** The same, computed by itself. */
    public Part timed() {
        return new Part(name, settings, true, work);
    }
}
