package dev.nabla2.engine;

import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.view.Costing;
import dev.nabla2.engine.view.Drawing;
import dev.nabla2.engine.view.Formula;
import dev.nabla2.engine.view.Listing;
import dev.nabla2.engine.walk.Walk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Ways of looking at a tape: as text, as a picture, as formulas, as data, and as what it cost. */
public sealed interface TapeViews permits Tape {
    /** How many recorded lines are of an operation, such as {@code matmul}. */
    default int count(String operation) {
        return (int) lines().stream()
                .flatMap(line -> line.operation().stream())
                .filter(o -> o.name().equals(operation))
                .count();
    }

    /** How many lines the tape has. */
    default int size() {
        return lines().size();
    }

    /**
     * The tape as text, to be read: its lines, numbered and under a heading for each pass, with operation, operands, shape, place in a
     * model, and the value where it has at most four elements.
     */
    default String print() {
        return print(0, lines().size());
    }

    /** As {@link #print()}, only the lines {@code from} to {@code to} (exclusive). */
    default String print(int from, int to) {
        return print(line -> line.number() >= from && line.number() < to);
    }

    /** As {@link #print()}, only one pass: 0 is what the user wrote, k what the k-th walk appended. */
    default String printPass(int number) {
        return print(line -> line.pass() == number);
    }

    /** The lines recorded so far, in order. Their results are on this tape, and can be computed with and differentiated. */
    default List<Line> contents() {
        return lines().stream()
                .map(line -> new Line(
                        line.number(),
                        line.operation().map(o -> o.signature().toString()).orElse("leaf"),
                        line.operation().map(o -> o.contract().convention()).orElse(""),
                        line.result(),
                        line.pass()))
                .toList();
    }

    private String print(Predicate<Instruction> which) {
        return Listing.print(lines(), walks(), which);
    }

    /**
     * The tape as a graph in the language of Graphviz, for {@code dot -Tsvg}: framed and coloured by pass, with dashed arrows where no
     * derivative flows.
     */
    default String graphviz() {
        return Drawing.draw(lines(), walks());
    }

    /**
     * What everything on the tape cost. What a walk computed of constants alone is not on it, and not counted, nor is what stands inside a
     * checkpoint.
     */
    default Cost cost() {
        Cost all = Cost.NONE;
        for (int number = 0; number <= walks().size(); number++) {
            all = all.plus(cost(number));
        }
        return all;
    }

    /**
     * What one pass cost: 0 is what the user wrote, k what the k-th walk appended.
     *
     * @throws IndexOutOfBoundsException if there was no such walk
     */
    default Cost cost(int number) {
        Objects.checkIndex(number, walks().size() + 1);
        return Costing.of(lines(), walks(), number);
    }

    /**
     * How a recorded result came about, as a formula such as {@code 1 − tanh(x)²}.
     *
     * @param y a tensor on this tape
     * @param names what some tensors on this tape are to be called
     */
    default String formula(Tensor y, Map<Tensor, String> names) {
        Map<Integer, String> named = new HashMap<>();
        names.forEach((tensor, name) -> named.put(self().number("formula", tensor), name));
        return Formula.of(lines(), self().number("formula", y), named);
    }

    private List<Instruction> lines() {
        return self().readableLines();
    }

    private List<Walk> walks() {
        return self().walks();
    }

    private Tape self() {
        return (Tape) this;
    }
}
