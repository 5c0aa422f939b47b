package dev.nabla2.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bench/roofline --floors} makes of what it measures. */
class FloorsTest {
    private static final Runnable NOTHING = () -> {};

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Floor> again = new ArrayList<>();

    private static Floor floor(String name, double least) {
        return new Floor(new Case(name, 1, 1, NOTHING), new Limit("peak", "GFLOP/s", 1, 1.15, NOTHING), least);
    }

    private List<String> check(List<Floor> floors, ToDoubleFunction<Floor> measure) {
        return Floors.check(floors, measure, again::add, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 1, 1.15})
    void aShareFromTheFloorToThePeakIsMeasuredOnce(double share) {
        assertEquals(List.of(), check(List.of(floor("product", 0.5)), f -> share));
        assertEquals(List.of(), again);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.04, 0.499, 1.16, 5, Double.NaN})
    void aShareThatStaysBelowTheFloorOrAboveThePeakIsNamed(double share) {
        Floor slow = floor("slow product", 0.5);
        List<String> wrong =
                check(List.of(floor("fast", 0.2), slow, floor("other", 0.3)), f -> f.equals(slow) ? share : 0.6);
        assertEquals(1, wrong.size());
        assertTrue(wrong.get(0).startsWith("slow product is "), wrong.get(0));
        assertTrue(wrong.get(0).endsWith("floor 0.500"), wrong.get(0));
        assertEquals(Floors.ATTEMPTS - 1, again.size());
        assertEquals(3, printed.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void aKernelThatReachesItsFloorWhenItIsMeasuredAgainPasses() {
        Iterator<Double> shares = List.of(0.1, 0.3, 0.6).iterator();
        assertEquals(List.of(), check(List.of(floor("product", 0.5)), f -> shares.next()));
        assertEquals(2, again.size());
    }
}
