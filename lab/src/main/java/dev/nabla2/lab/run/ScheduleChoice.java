package dev.nabla2.lab.run;

import dev.nabla2.gan.Schedule;

/** How learning rates change over a run, of what can be asked for. */
public enum ScheduleChoice {
    /** Along a straight line to zero. */
    LINEAR("linear", "falling linearly to zero"),
    /** Not at all. */
    CONSTANT("constant", "constant"),
    /** Along half a cosine to zero (Loshchilov and Hutter 2017). */
    COSINE("cosine", "falling along half a cosine to zero"),
    /** Exponentially to a hundredth. */
    EXPONENTIAL("exponential", "falling exponentially to a hundredth");

    private static final double LAST_SHARE = 0.01;

    private final String label;
    private final String words;

    ScheduleChoice(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** What becomes of a rate, such as {@code constant}. */
    public String words() {
        return words;
    }

    /** The schedule itself. */
    public Schedule schedule() {
        return switch (this) {
            case LINEAR -> Schedule.linearDecay();
            case CONSTANT -> Schedule.constant();
            case COSINE -> Schedule.cosine();
            case EXPONENTIAL -> Schedule.exponential(LAST_SHARE);
        };
    }
}
