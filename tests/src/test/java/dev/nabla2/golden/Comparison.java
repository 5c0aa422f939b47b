package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** How far each result of a case is from the golden one. */
final class Comparison {
    /**
     * One result's error.
     *
     * @param order how many times the case's functions were differentiated for it
     */
    record Entry(String what, int order, double error) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Compares a result of this order. */
    void add(String what, int order, Tensor found, JsonNode expected) {
        entries.add(new Entry(what, order, GoldenTolerance.error(found.toDoubles(), Golden.numbers(expected))));
    }

    /** Compares results of this order, one for each parameter. */
    void addAll(String what, int order, List<Tensor> found, JsonNode expected) {
        assertEquals(expected.size(), found.size(), what);
        for (int i = 0; i < found.size(); i++) {
            add(what + " by parameter " + i, order, found.get(i), expected.get(i));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Asserts that there are so many results, all within the tolerance of their order. */
    void assertWithin(IntToDoubleFunction tolerance, int results) {
        assertEquals(results, entries.size(), "results compared");
        assertAll(entries.stream()
                .map(e -> () -> assertTrue(e.error() <= tolerance.applyAsDouble(e.order()), e::toString)));
    }

    /** The tensors as leaves of a tape. */
    static List<Tensor> watch(Tape tape, List<Tensor> tensors) {
        return tensors.stream().map(tape::watch).toList();
    }

    /** The derivative of y by all tensors along v, in forward mode. */
    static Tensor pushforward(Tape tape, Tensor y, List<Tensor> xs, List<Tensor> v) {
        Tensor sum = tape.pushforward(y, xs.get(0), v.get(0));
        for (int i = 1; i < v.size(); i++) {
            sum = sum.add(tape.pushforward(y, xs.get(i), v.get(i)));
        }
        return sum;
    }

    /** The sum of the products of all elements of two lists of tensors. */
    static Tensor dot(List<Tensor> xs, List<Tensor> ys) {
        Tensor sum = xs.get(0).dot(ys.get(0));
        for (int i = 1; i < xs.size(); i++) {
            sum = sum.add(xs.get(i).dot(ys.get(i)));
        }
        return sum;
    }
}
