package dev.nabla2.engine.program;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.op.Operation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tape computes, recorded or not, in order.
 *
 * <p>A value is known by its buffer: views share one, and so are the same value. A buffer that was neither computed nor announced is
 * a constant, which must not change as long as the trace is used.
 */
public final class Trace {
    /**
     * Where numbers came from that are drawn anew for each replay.
     *
     * @param buffer where they are written
     * @param numbers what draws them
     */
    public record Drawing(Buffer buffer, Numbers numbers) {}

    /** What draws numbers. */
    @FunctionalInterface
    public interface Numbers {
        /** Draws into a buffer, given a replay's stream and number. */
        void into(Buffer buffer, RandomStream random, long number);
    }

    private static final class Log {
        private final IdentityHashMap<Buffer, Integer> numbers = new IdentityHashMap<>();
        private final Map<Integer, Buffer> constants = new TreeMap<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<Drawing> drawings = new ArrayList<>();
        private int regions;
    }

    private final Log log;
    private final int region;

    /** An empty trace. */
    public Trace() {
        this(new Log());
    }

    private Trace(Log log) {
        this.log = log;
        this.region = log.regions++;
    }

    /**
     * The same trace for what runs inside a region of its own: what is computed there, a checkpoint's second time, is not taken to be the
     * same as what was computed outside.
     */
    public Trace inside() {
        return new Trace(log);
    }

    /** Numbers were drawn into a buffer. */
    public void drew(Buffer buffer, Numbers numbers) {
        input(buffer);
        log.drawings.add(new Drawing(buffer, numbers));
    }

    /** What was drawn, in order. */
    public List<Drawing> drawings() {
        return List.copyOf(log.drawings);
    }

    /** Announces a value that is bound anew for each replay. */
    public int input(Buffer buffer) {
        return log.numbers.computeIfAbsent(buffer, b -> log.numbers.size());
    }

    /** An operation ran. */
    public void ran(Operation operation, List<Array> operands, Array result) {
        if (operation.isView()) {
            return;
        }
        List<Integer> values = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (Array operand : operands) {
            values.add(number(operand.buffer()));
            shapes.add(operand.shape());
        }
        int number = log.numbers.size();
        log.numbers.put(result.buffer(), number);
        log.steps.add(new Step(operation, region, values, shapes, number, result.shape()));
    }

    /** The number of a value. */
    public int number(Buffer buffer) {
        Integer known = log.numbers.get(buffer);
        if (known != null) {
            return known;
        }
        int number = log.numbers.size();
        log.numbers.put(buffer, number);
        log.constants.put(number, buffer);
        return number;
    }

    List<Step> steps() {
        return log.steps;
    }

    Map<Integer, Buffer> constants() {
        return log.constants;
    }

    int values() {
        return log.numbers.size();
    }
}
