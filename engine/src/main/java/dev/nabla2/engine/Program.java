package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.program.Replay;
import dev.nabla2.engine.program.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function of tensors that is recorded when it first runs and replayed from then on: what nothing needs is left out, what is computed
 * twice is computed once, results share memory as they come and go, and nothing is allocated. The results have the same bits.
 *
 * <p>It must do the same operations each time: it may take any number of gradients, but may not look at numbers and then decide. Tensors
 * that it uses besides its inputs are constants, which must not change.
 */
public final class Program implements AutoCloseable {
    /** What is recorded. */
    @FunctionalInterface
    public interface Body {
        /**
         * The function.
         *
         * @param tape what to record on
         * @param inputs constants of the tape: watch what is differentiated by
         * @param draws where random numbers come from
         * @return the results, on the tape
         */
        List<Tensor> of(Tape tape, List<Tensor> inputs, Draws draws);
    }

    private record Recorded(List<Shape> inputs, List<Trace.Drawing> drawings, Replay replay, List<Shape> outputs) {}

    private final Backend backend;
    private final Body body;
    private Optional<Recorded> recorded = Optional.empty();
    private Optional<Tape> lent = Optional.empty();
    private int recordings;
    private boolean closed;

    /** A program that has not run yet. */
    public Program(Backend backend, Body body) {
        this.backend = backend;
        this.body = body;
    }

    /**
     * Runs the function; it is recorded first if it has not been for inputs of these shapes.
     *
     * @param inputs on no tape
     * @param random what is drawn from
     * @return the results, which can be read until the next run: detach and copy what must outlive it
     */
    public List<Tensor> run(List<Tensor> inputs, RandomStream random) {
        return run(inputs, random, 0);
    }

    /**
     * Runs the function.
     *
     * @param inputs on no tape
     * @param random what is drawn from
     * @param number how many times was drawn before, for data that are gone through in order
     * @return the results, which can be read until the next run
     */
    public List<Tensor> run(List<Tensor> inputs, RandomStream random, long number) {
        if (closed) {
            throw new IllegalStateException("the program is closed");
        }
        giveBackLent();
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        if (recorded.isPresent() && recorded.get().inputs().equals(shapes)) {
            return replay(recorded.get(), inputs, random, number);
        }
        recorded.ifPresent(old -> old.replay().close());
        recorded = Optional.empty();
        return record(inputs, random, number);
    }

    private List<Tensor> replay(Recorded now, List<Tensor> inputs, RandomStream random, long number) {
        Buffer[] given = new Buffer[inputs.size() + now.drawings().size()];
        for (int i = 0; i < inputs.size(); i++) {
            given[i] = inputs.get(i).buffer();
        }
        for (int i = 0; i < now.drawings().size(); i++) {
            Trace.Drawing drawing = now.drawings().get(i);
            drawing.numbers().into(drawing.buffer(), random, number);
            given[inputs.size() + i] = drawing.buffer();
        }
        now.replay().run(given);
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < now.outputs().size(); i++) {
            outputs.add(
                    Tensor.detached(backend, now.outputs().get(i), now.replay().output(i)));
        }
        return lend(outputs);
    }

    /** How often the function was recorded: once, and once more whenever the shapes of its inputs change. */
    public int recordings() {
        return recordings;
    }

    /** How many operations a run does; 0 before the first. */
    public int size() {
        return recorded.map(r -> r.replay().size()).orElse(0);
    }

    /** How many bytes a run works in, its inputs apart; 0 before the first. */
    public long bytes() {
        return recorded.map(r -> r.replay().elements()).orElse(0L)
                * backend.precision().bytes();
    }

    /** The first run's results are those that were computed while it was recorded. */
    private List<Tensor> record(List<Tensor> inputs, RandomStream random, long number) {
        Trace trace = new Trace();
        List<Integer> bound = new ArrayList<>();
        inputs.forEach(input -> bound.add(trace.input(input.buffer())));
        try (Tape tape = new Tape(trace)) {
            List<Tensor> outputs = body.of(
                    tape, inputs.stream().map(tape::constant).toList(), Draws.of(tape, backend, random, number));
            trace.drawings().forEach(drawing -> bound.add(trace.input(drawing.buffer())));
            Replay replay = new Replay(
                    backend,
                    trace,
                    bound.stream().mapToInt(i -> i).toArray(),
                    outputs.stream()
                            .mapToInt(output -> trace.number(output.buffer()))
                            .toArray());
            recorded = Optional.of(new Recorded(
                    inputs.stream().map(Tensor::shape).toList(),
                    trace.drawings(),
                    replay,
                    outputs.stream().map(Tensor::shape).toList()));
            recordings++;
            return lend(outputs.stream().map(Tensor::released).toList());
        }
    }

    private List<Tensor> lend(List<Tensor> outputs) {
        Tape tape = new Tape();
        lent = Optional.of(tape);
        return outputs.stream().map(tape::constant).toList();
    }

    private void giveBackLent() {
        lent.ifPresent(Tape::close);
        lent = Optional.empty();
    }

    /** Gives its memory back; its results cannot be read afterwards. */
    @Override
    public void close() {
        giveBackLent();
        recorded.ifPresent(r -> r.replay().close());
        recorded = Optional.empty();
        closed = true;
    }
}
