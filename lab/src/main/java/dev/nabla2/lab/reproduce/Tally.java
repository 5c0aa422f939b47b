package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.reproduce.Claim.Agreement;
import java.util.ArrayList;
import java.util.List;

/**
 * How many claims of an experiment agree.
 *
 * @param yes those that do
 * @param partly those of which some does
 * @param no those that do not
 * @param notRun those that were not looked at
 */
record Tally(long yes, long partly, long no, long notRun) {
    static Tally of(Findings findings) {
        return new Tally(
                findings.count(Agreement.YES),
                findings.count(Agreement.PARTLY),
                findings.count(Agreement.NO),
                findings.count(Agreement.NOT_RUN));
    }

    /** Such as {@code Of 7 statements 5 agree, 1 partly, 1 not}. */
    String words() {
        List<String> words = new ArrayList<>();
        words.add(yes + (yes == 1 ? " agrees" : " agree"));
        add(words, partly, " partly");
        add(words, no, " not");
        add(words, notRun, " not run");
        return "Of " + (yes + partly + no + notRun) + " statements " + String.join(", ", words);
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(count + what);
        }
    }
}
