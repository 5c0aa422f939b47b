package dev.nabla2.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was asked for.
 *
 * @param json whether lines are JSON objects
 * @param forks how many processes of each side, for each number of threads
 * @param warmUp seconds before a process measures
 * @param seconds that it measures
 * @param clock for one thread; several are timed by the wall's
 * @param workloads which
 */
record Options(boolean json, int forks, double warmUp, double seconds, Clock clock, List<Workload> workloads) {
    static String help() {
        String usage = """
                Usage: bench/compare [--json] [--forks n] [--quick] [--processor-time] [name…]

                Times steps of training in this project and in PyTorch, in processes that take turns, on 1 and on 2 threads,
                and prints a line for each: both medians, how far the processes were apart, and the peer's time over ours.
                PyTorch runs in the setting in which it is fastest, which is looked for before. First both sides must compute
                the same numbers.

                  --json             print a JSON object a line
                  --forks n          processes of each side and number of threads (default 5)
                  --quick            2 processes of each, shorter: for a first look
                  --processor-time   time one thread by the processor's clock, on a machine that does other things too
                  --help             print this

                The names:
                """;
        return usage
                + Workload.all().stream()
                        .map(w -> String.format("  %-16s   %s%n", w.name(), w.description()))
                        .collect(Collectors.joining());
    }

    static Options parse(String... arguments) {
        boolean json = false;
        boolean quick = false;
        int forks = 0;
        Clock clock = Clock.WALL;
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--json" -> json = true;
                case "--quick" -> quick = true;
                case "--processor-time" -> clock = Clock.PROCESSOR;
                case "--forks" -> {
                    i++;
                    forks = number(i < arguments.length ? arguments[i] : "nothing");
                }
                default -> workloads.add(Workload.named(arguments[i]));
            }
        }
        return new Options(
                json,
                forks > 0 ? forks : quick ? 2 : 5,
                quick ? 2.5 : 5,
                quick ? 1 : 2,
                clock,
                workloads.isEmpty() ? Workload.all() : workloads);
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("--forks: expected a number of at least 1, found " + text);
        }
        return Integer.parseInt(text);
    }
}
