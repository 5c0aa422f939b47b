package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A compiled step of training makes next to no garbage. */
class AllocationTest {
    private static final int FEWEST = 12;
    private static final long LONGEST = 20_000_000_000L;

    /**
     * Of the step and of the update after it; what the optimiser returns are values, which are most of it. In a process of its own: what
     * other tests have run makes the compiler box vectors that it would not box in a program that trains.
     */
    @Test
    void aReplayedPenaltyStepAllocatesLessThanSixteenKilobytes() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-modules") || argument.startsWith("-Dnabla2."))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AllocationTest.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertEquals(0, process.waitFor(), said);
        long[] found = said.lines()
                .filter(line -> line.endsWith(" bytes allocated"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*: (\\d+) bytes allocated", "$1")))
                .toArray();
        assertEquals(4, found.length, said);
        for (long perStep : found) {
            assertTrue(perStep < 16 << 10, said);
        }
    }

    /** What is measured first is thrown away: the compiler takes some seconds to settle, and a step may allocate 400 KB until then. */
    public static void main(String[] none) {
        allocatedPerStep(Backends.cpu(1), 64);
        allocatedPerStep(Backends.cpu(1), 512);
        for (int threads : new int[] {1, 2}) {
            for (int width : new int[] {64, 512}) {
                long perStep = allocatedPerStep(Backends.cpu(threads), width);
                System.out.printf(
                        "a replayed penalty step, relu %dx3, batch 256, with Adam's update, threads: %d: %d bytes allocated%n",
                        width, threads, perStep);
            }
        }
    }

    private static long allocatedPerStep(Backend backend, int width) {
        Sequential critic = Sequential.mlp(Activation.RELU, 2, width, width, width, 1);
        Parameters start = critic.initialise(backend, RandomStream.of(1));
        Program.Body body = ReplayTest.step(critic, start, GradientPenalty.twoSided(10));
        List<Tensor> samples = ReplayTest.inputs(backend, Parameters.none(), Shape.of(2), 256, 1);
        OptimiserState state = new Adam(1e-4, 0.5, 0.9).start(start.map(t -> t.mul(1)));
        int most = width < 100 ? 4000 : 75;
        long[] allocated = new long[most];
        int steps = 0;
        long begin = System.nanoTime();
        try (Program program = new Program(backend, body)) {
            // Plain loops take longer, and need not be warmed up.
            while (steps < most && (steps < FEWEST || System.nanoTime() - begin < LONGEST)) {
                long before = allocated();
                List<Tensor> inputs = new ArrayList<>(samples);
                inputs.addAll(state.parameters().tensors());
                List<Tensor> results = program.run(inputs, RandomStream.of(steps));
                state = state.stepInPlace(start.with(results.subList(1, results.size())), 1);
                allocated[steps++] = allocated() - before;
            }
        }
        // Kernels that are still being compiled box their vectors; a median of late steps sees none of that.
        long[] late = Arrays.copyOfRange(allocated, steps * 2 / 3, steps);
        Arrays.sort(late);
        return late[late.length / 2];
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
