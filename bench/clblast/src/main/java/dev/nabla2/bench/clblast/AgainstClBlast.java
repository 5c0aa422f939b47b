package dev.nabla2.bench.clblast;

import dev.nabla2.engine.backend.BackendException;
import dev.nabla2.opencl.OpenClProvider;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Sets our rates beside CLBlast's: {@code bench/compare opencl}. */
public final class AgainstClBlast {
    private static final int ROUNDS = 9;
    private static final double ROUND = 0.3e9;
    private static final double LARGEST_DIFFERENCE = 1e-3;
    private static final String COMMAND = "bench/compare opencl";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final boolean json;
    private final LongSupplier clock;

    private AgainstClBlast(boolean json, boolean processorTime) {
        this.json = json;
        this.clock = processorTime ? processorTime() : System::nanoTime;
    }

    /** Of all threads of this process, those of a processor's driver among them. */
    private static LongSupplier processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                ::getProcessCpuTime;
    }

    private static String help() {
        return """
                Usage: bench/compare opencl [--json] [--processor-time] [--device n] [name…]

                Times our matrix products and convolutions on an OpenCL device beside CLBlast 1.5.2 on the same
                device, both in turns, and prints a line for each: billions of operations a second of either, medians
                of nine rounds, and ours over CLBlast's. Both must compute the same numbers. Of a convolution then come
                the rates of our adjoints by images and by filters, which CLBlast does not have.

                  --json             print a JSON object a line
                  --processor-time   on a processor that does other things too: operations per second of its time
                  --device n         a number of 'nabla2 devices' (default 0)
                  --help             print this

                Names:

                """ + Task.all().stream().map(task -> "  " + task.name() + "\n").collect(Collectors.joining());
    }

    /** Runs the comparison; see {@code bench/compare opencl --help}. */
    public static void main(String[] arguments) {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.contains("--help")) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(help());
            return;
        }
        try {
            boolean json = given.remove("--json");
            boolean processorTime = given.remove("--processor-time");
            int device = device(given);
            new AgainstClBlast(json, processorTime).run(device, tasks(given));
        } catch (IllegalArgumentException | IllegalStateException | BackendException e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println(COMMAND + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static int device(List<String> given) {
        int at = given.indexOf("--device");
        if (at < 0) {
            return 0;
        }
        given.remove(at);
        String text = at < given.size() ? given.remove(at) : "nothing";
        int count = new OpenClProvider().devices().size();
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) >= count) {
            throw new IllegalArgumentException(
                    "--device: expected a number from 0 to " + (count - 1) + ", found " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<Task> tasks(List<String> names) {
        for (String name : names) {
            if (Task.all().stream().noneMatch(task -> task.name().equals(name))) {
                throw new IllegalArgumentException(
                        "expected one of " + Task.all().stream().map(Task::name).toList() + ", found " + name);
            }
        }
        return Task.all().stream()
                .filter(task -> names.isEmpty() || names.contains(task.name()))
                .toList();
    }

    private void run(int device, List<Task> tasks) {
        if (!json) {
            out.println(new OpenClProvider().devices().get(device).get("name"));
            out.printf(
                    Locale.ROOT,
                    "%-26s %10s %10s %8s %10s %10s%n",
                    "",
                    "ours",
                    "CLBlast",
                    "ratio",
                    "by images",
                    "by filters");
        }
        for (Task task : tasks) {
            try (Ours ours = new Ours(device);
                    Side theirs = new ClBlast(device)) {
                print(task, race(task, ours, theirs));
                if (task instanceof Task.Convolution convolution) {
                    printAdjoints(convolution, ours);
                }
            }
            out.println(json ? "}" : "");
        }
    }

    private void print(Task task, double[] nanos) {
        double ours = task.operations() / nanos[0];
        double theirs = task.operations() / nanos[1];
        out.printf(
                Locale.ROOT,
                json
                        ? "{\"name\": \"%s\", \"ours\": %.2f, \"clblast\": %.2f, \"ratio\": %.3f"
                        : "%-26s %10.1f %10.1f %8.2f",
                task.name(),
                ours,
                theirs,
                ours / theirs);
    }

    private void printAdjoints(Task.Convolution task, Ours ours) {
        List<Side.Work> works =
                ours.adjoints(task, numbers(task.left(), 1), numbers(task.right(), 2), numbers(task.result(), 3));
        double[] nanos = medians(List.of(ours, ours), works);
        out.printf(
                Locale.ROOT,
                json ? ", \"byImages\": %.2f, \"byFilters\": %.2f" : " %10.1f %10.1f",
                task.operations() / nanos[0],
                task.operations() / nanos[1]);
    }

    /** The median times of a launch of either side. */
    private double[] race(Task task, Side ours, Side theirs) {
        float[] left = numbers(task.left(), 1);
        float[] right = numbers(task.right(), 2);
        List<Side.Work> works = List.of(ours.work(task, left, right), theirs.work(task, left, right));
        works.forEach(Side.Work::launch);
        check(task, works.get(0).result(), works.get(1).result());
        return medians(List.of(ours, theirs), works);
    }

    /** The median times of a launch of two works, which take turns, each on a side. */
    private double[] medians(List<Side> sides, List<Side.Work> works) {
        int[] launches = new int[2];
        for (int i = 0; i < 2; i++) {
            time(sides.get(i), works.get(i), 2);
            double one = time(sides.get(i), works.get(i), 3);
            launches[i] = (int) Math.max(3, Math.min(2000, ROUND / one));
        }
        double[][] times = new double[2][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 2; i++) {
                times[i][round] = time(sides.get(i), works.get(i), launches[i]);
            }
        }
        Arrays.sort(times[0]);
        Arrays.sort(times[1]);
        return new double[] {times[0][ROUNDS / 2], times[1][ROUNDS / 2]};
    }

    private double time(Side side, Side.Work work, int launches) {
        side.await();
        long begin = clock.getAsLong();
        for (int i = 0; i < launches; i++) {
            work.launch();
        }
        side.await();
        return Math.max(1, clock.getAsLong() - begin) / (double) launches;
    }

    /** Nothing is compared that does not compute the same. */
    private static void check(Task task, float[] ours, float[] theirs) {
        double largest = 0;
        double apart = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(theirs[i]));
            apart = Math.max(apart, Math.abs(ours[i] - (double) theirs[i]));
        }
        if (!(apart <= LARGEST_DIFFERENCE * largest && largest > 0)) {
            throw new IllegalStateException(task.name() + ": expected both sides to compute the same, found results "
                    + apart + " apart, the largest of them " + largest);
        }
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
