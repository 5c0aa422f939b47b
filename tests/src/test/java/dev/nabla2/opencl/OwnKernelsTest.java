package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function that is used much gets a kernel of its own, which nobody can tell by the numbers. */
@Tag("one-java")
class OwnKernelsTest {
    private static final int SIZE = 24 * 1000;
    private static final int GAP = 5;

    private static Elementwise function(String name, int arity) {
        return new Elementwise(name, arity, 0.3, (a, b, c) -> Double.NaN);
    }

    /** Of a matrix, a row and a column: the same result that lies densely, and transposed with a gap in front. */
    private static List<Loop> loops(int arity) {
        Loop.Layout dense = new Loop.Layout(0, 24, 1);
        Loop.Layout[] all = {dense, new Loop.Layout(0, 0, 1), new Loop.Layout(1, 1, 0)};
        Loop.Layout[] in = Arrays.copyOf(all, arity);
        int[] extents = {SIZE / 24, 24};
        return List.of(new Loop(extents, dense, in), new Loop(extents, new Loop.Layout(GAP, 1, SIZE / 24), in));
    }

    private static Elementwises patient(OpenClBackend backend, long patience) {
        return new Elementwises(backend.programs(), new Kernels(backend.programs()), backend, patience);
    }

    private static float[] computed(Elementwises by, Elementwise f, Loop loop) {
        Backend backend = OpenClDevice.backend();
        DeviceBuffer in = (DeviceBuffer) backend.allocate(SIZE);
        DeviceBuffer out = (DeviceBuffer) backend.allocate(SIZE + GAP);
        backend.normal(RandomStream.of(1), in);
        backend.fill(out, 7);
        DeviceBuffer[] arguments = new DeviceBuffer[f.arity()];
        Arrays.fill(arguments, in);
        by.run(f, loop, out, arguments);
        return backend.readFloats(out);
    }

    @Test
    void theBitsAreThoseOfTheKernelThatLooksUp() {
        Elementwises lookingUp = patient(OpenClDevice.backend(), Long.MAX_VALUE);
        Elementwises own = patient(OpenClDevice.backend(), 0);
        for (Elementwise f : List.of(
                function("tanh", 1),
                function("exp", 1),
                function("log1p", 1),
                function("sigmoid", 1),
                function("erf", 1),
                function("scale", 1),
                function("divide", 2),
                function("power", 2),
                function("where", 3))) {
            for (Loop loop : loops(f.arity())) {
                assertArrayEquals(computed(lookingUp, f, loop), computed(own, f, loop), f.name());
            }
        }
    }

    @Test
    void theSourceDependsOnHowArraysLieButNotOnSizes() {
        List<Loop> loops = loops(3);
        assertEquals(
                List.of(0, 0, 2, 2),
                FunctionSource.of(function("where", 3), loops.get(0)).ranks());
        assertEquals(
                List.of(2, 0, 2, 2),
                FunctionSource.of(function("where", 3), loops.get(1)).ranks());
    }
}
