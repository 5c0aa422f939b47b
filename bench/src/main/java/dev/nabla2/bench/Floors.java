package dev.nabla2.bench;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.engine.backend.cpu.Instructions;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Checks that no kernel has become far slower than it was, as a share of what the processor can do:
 * {@code bench/roofline --floors}.
 *
 * <p>A floor is about 0.6 of the share that was measured, on Java 17 or 25, whichever is less. What falls below is warmed up and
 * measured again before it counts, because the compiler or another program may have been in the way.
 */
final class Floors {
    static final int ATTEMPTS = 6;
    private static final long TURN_NANOS = 15_000_000;
    private static final int LEAST_TURNS = 6;
    private static final int QUIET_TURNS = 3;
    private static final int MOST_TURNS = 20;

    private Floors() {}

    /** Prints a table, and what is wrong with it; returns whether nothing is. */
    static boolean run(List<String> arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean scalar = arguments.contains("--scalar");
        Backend backend = scalar ? new CpuBackend(1, Instructions.SCALAR) : Backends.cpu(1);
        out.printf("%s, Java %s%n", backend, Runtime.version());
        if (!scalar && !backend.toString().contains("vector kernels")) {
            out.println("bench/roofline --floors: there are floors for the vector kernels alone");
            return true;
        }
        if (!scalar && Peak.bits() < 256) {
            out.println("bench/roofline --floors: there are floors for vectors of 256 bits or more alone");
            return true;
        }
        String part =
                arguments.stream().filter(a -> !a.startsWith("--")).findFirst().orElse("");
        List<Floor> floors = all(backend).stream()
                .filter(floor -> floor.kernel().name().contains(part))
                .toList();
        if (floors.isEmpty()) {
            out.println("bench/roofline --floors: expected a part of a kernel's name, found " + part);
            return false;
        }
        warmUp(floors);
        List<String> low = check(floors, Floor::share, floor -> warmUp(List.of(floor)), out);
        low.forEach(complaint -> out.println("bench/roofline --floors: " + complaint));
        return low.isEmpty();
    }

    /** Lets the kernels take turns until the compiler has had nothing to do for a while. */
    private static void warmUp(List<Floor> floors) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long compiled = 0;
        int quiet = 0;
        for (int turn = 0; turn < MOST_TURNS && (turn < LEAST_TURNS || quiet < QUIET_TURNS); turn++) {
            floors.forEach(floor -> floor.run(TURN_NANOS));
            quiet = compiler.getTotalCompilationTime() > compiled ? 0 : quiet + 1;
            compiled = compiler.getTotalCompilationTime();
        }
    }

    /**
     * What must be fast on one thread for a training step to be. The floors are about a quarter of what a quiet machine reaches and
     * several times what plain loops do: a neighbour that takes the caches has been seen to halve a share for some seconds.
     */
    private static List<Floor> all(Backend backend) {
        List<Case> convolutions = Case.convolutions(backend, 50, 64, 128, 1, 14, 5, 2, 2);
        return Stream.concat(
                        Stream.of(
                                peak(Case.product(backend, 512, 512, 512, false, false), 0.25, 0.25),
                                peak(Case.product(backend, 256, 512, 512, false, false), 0.25, 0.25),
                                peak(Case.product(backend, 256, 512, 512, false, true), 0.25, 0.25),
                                peak(Case.product(backend, 512, 256, 512, true, false), 0.15, 0.25),
                                peak(convolutions.get(0), 0.25, 0.25),
                                peak(convolutions.get(1), 0.25, 0.25),
                                peak(convolutions.get(2), 0.15, 0.2)),
                        Stream.of(
                                copy(Case.product(backend, 256, 2, 128, false, false), 0.06),
                                copy(Case.product(backend, 256, 128, 1, false, false), 0.06),
                                copy(Case.chain(backend, 64, 128), 0.1),
                                copy(Case.elementwise(backend, "tanh", 1, 0, 64, 128), 0.01),
                                copy(Case.sum(backend, 1, 256, 128), 0.12)))
                .toList();
    }

    private static Floor peak(Case kernel, double on256Bits, double on512Bits) {
        return new Floor(kernel, Limit.arithmetic(), Peak.bits() > 256 ? on512Bits : on256Bits);
    }

    /** For a kernel that is held up by its operands more than by its arithmetic. */
    private static Floor copy(Case kernel, double least) {
        return new Floor(kernel, Limit.bytes(), least);
    }

    /**
     * Prints a line for each floor, and returns what is wrong with those that are missed whenever they are measured.
     *
     * @param measure the share that a kernel reaches
     * @param between what happens before a kernel is measured again
     */
    static List<String> check(
            List<Floor> floors, ToDoubleFunction<Floor> measure, Consumer<Floor> between, PrintStream out) {
        List<String> wrong = new ArrayList<>();
        for (Floor floor : floors) {
            double share = measure.applyAsDouble(floor);
            for (int attempt = 1; attempt < ATTEMPTS && !floor.complaint(share).isEmpty(); attempt++) {
                between.accept(floor);
                share = measure.applyAsDouble(floor);
            }
            String complaint = floor.complaint(share);
            String name = floor.kernel().name();
            String found = String.format(
                    Locale.ROOT,
                    "%.3f of the %s, floor %.3f",
                    share,
                    floor.limit().name(),
                    floor.least());
            out.printf("%-54s %s: %s%n", name, found, complaint.isEmpty() ? "ok" : complaint);
            if (!complaint.isEmpty()) {
                wrong.add(name + " is " + complaint + ": " + found);
            }
        }
        return wrong;
    }
}
