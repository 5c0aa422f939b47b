package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.program.Trace;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Random numbers as they enter a tape. How they are drawn is remembered, so that a {@link Program} can draw others in their place when it
 * replays what was recorded.
 *
 * <p>Folding is as that of a {@link RandomStream}: the numbers depend on the stream and on what was folded into it, and on nothing else.
 */
public final class Draws {
    private final Tape tape;
    private final Backend backend;
    private final RandomStream root;
    private final long number;
    private final UnaryOperator<RandomStream> path;

    private Draws(Tape tape, Backend backend, RandomStream root, long number, UnaryOperator<RandomStream> path) {
        this.tape = tape;
        this.backend = backend;
        this.root = root;
        this.number = number;
        this.path = path;
    }

    /** Draws from a stream, as constants of a tape. */
    public static Draws of(Tape tape, Backend backend, RandomStream stream) {
        return of(tape, backend, stream, 0);
    }

    /**
     * Draws from a stream, as constants of a tape.
     *
     * @param number how many times was drawn before, for data that are gone through in order
     */
    public static Draws of(Tape tape, Backend backend, RandomStream stream, long number) {
        return new Draws(tape, backend, stream, number, UnaryOperator.identity());
    }

    /** Where the numbers live. */
    public Backend backend() {
        return backend;
    }

    /** Draws from the stream derived for a purpose. See {@link RandomStream#fold(String)}. */
    public Draws fold(String purpose) {
        return new Draws(
                tape, backend, root, number, stream -> path.apply(stream).fold(purpose));
    }

    /** Draws from the stream derived for a number. See {@link RandomStream#fold(long)}. */
    public Draws fold(long number) {
        return new Draws(
                tape, backend, root, number, stream -> path.apply(stream).fold(number));
    }

    /**
     * Numbers that a pure function makes of the stream, such as {@code stream -> stream.normal(512)}, as a constant of the tape.
     *
     * @param shape theirs; it must be the same for every stream
     */
    public Tensor draw(Shape shape, Function<RandomStream, double[]> numbers) {
        return drawNumbered(shape, (stream, any) -> numbers.apply(stream));
    }

    /**
     * Numbers that a pure function makes of the stream and of how many times was drawn before.
     *
     * @param shape theirs; it must be the same for every stream
     */
    public Tensor drawNumbered(Shape shape, BiFunction<RandomStream, Long, double[]> numbers) {
        return drawn(
                shape,
                (buffer, stream, count) ->
                        backend.write(buffer, Tensor.fitting(shape, numbers.apply(path.apply(stream), count))));
    }

    /** {@link RandomStream#uniform}, drawn where the numbers live. */
    public Tensor uniform(Shape shape) {
        return drawn(shape, (buffer, stream, count) -> backend.uniform(path.apply(stream), buffer));
    }

    /** {@link RandomStream#normal}, drawn where the numbers live. */
    public Tensor normal(Shape shape) {
        return drawn(shape, (buffer, stream, count) -> backend.normal(path.apply(stream), buffer));
    }

    private Tensor drawn(Shape shape, Trace.Numbers numbers) {
        Tensor drawn = tape.constant(Tensor.detached(backend, shape, backend.allocate(shape.size())));
        numbers.into(drawn.array().buffer(), root, number);
        tape.drew(drawn, numbers);
        return drawn;
    }
}
