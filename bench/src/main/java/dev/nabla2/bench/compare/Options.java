package dev.nabla2.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for.
 *
 * @param json whether lines are JSON objects
 * @param quick whether a first look is enough
 * @param forks how many processes of each side, for each number of threads; 0 for as many as usual
 * @param clock for one thread; several are timed by the wall's
 * @param names what else was said
 */
record Options(boolean json, boolean quick, int forks, Clock clock, List<String> names) {
    static final String HELP = """
              --json             print a JSON object a line
              --forks n          processes of each side and number of threads (default 5)
              --quick            2 processes of each, shorter: for a first look
              --processor-time   time one thread by the processor's clock, on a machine that does other things too
              --help             print this
            """;

    static Options parse(String... arguments) {
        boolean json = false;
        boolean quick = false;
        int forks = 0;
        Clock clock = Clock.WALL;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--json" -> json = true;
                case "--quick" -> quick = true;
                case "--processor-time" -> clock = Clock.PROCESSOR;
                case "--forks" -> {
                    i++;
                    forks = number(i < arguments.length ? arguments[i] : "nothing");
                }
                default -> names.add(name(arguments[i]));
            }
        }
        return new Options(json, quick, forks > 0 ? forks : quick ? 2 : 5, clock, names);
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("--forks: expected a number of at least 1, found " + text);
        }
        return Integer.parseInt(text);
    }

    private static String name(String text) {
        if (text.startsWith("-")) {
            throw new IllegalArgumentException(
                    "expected --json, --forks, --quick, --processor-time or --help, found " + text);
        }
        return text;
    }

    /** Seconds that our side runs before it is timed: the compiler needs them. */
    double warmUp() {
        return quick ? 2.5 : 5;
    }

    /** Seconds that the peer runs before it is timed; it was compiled by others. */
    double peerWarmUp() {
        return warmUp() / 2;
    }

    /** Seconds of timing. */
    double seconds() {
        return quick ? 1 : 2;
    }
}
