package dev.nabla2.lab.table;

import dev.nabla2.lab.report.Format;

/** How long every row of a table is trained. */
public sealed interface Budget {
    /** What a user types for it. */
    String option();

    /** In words, such as {@code 10.0 s each}. */
    String words();

    /**
     * The same number of steps.
     *
     * @param steps generator updates
     */
    record Steps(int steps) implements Budget {
        @Override
        public String option() {
            return "--steps " + steps;
        }

        @Override
        public String words() {
            return Format.count(steps) + " steps each";
        }
    }

    /**
     * The same time: as many steps as a trial finds to take it, so that the number of steps gives the same run again.
     *
     * @param seconds of training
     */
    record Seconds(double seconds) implements Budget {
        @Override
        public String option() {
            return "--seconds " + Format.exact(seconds);
        }

        @Override
        public String words() {
            return Format.duration(seconds) + " each";
        }
    }
}
