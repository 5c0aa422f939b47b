package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
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
    private final UnaryOperator<RandomStream> path;

    private Draws(Tape tape, Backend backend, RandomStream root, UnaryOperator<RandomStream> path) {
        this.tape = tape;
        this.backend = backend;
        this.root = root;
        this.path = path;
    }

    /** Draws from a stream, as constants of a tape. */
    public static Draws of(Tape tape, Backend backend, RandomStream stream) {
        return new Draws(tape, backend, stream, UnaryOperator.identity());
    }

    /** Where the numbers live. */
    public Backend backend() {
        return backend;
    }

    /** Draws from the stream derived for a purpose. See {@link RandomStream#fold(String)}. */
    public Draws fold(String purpose) {
        return new Draws(tape, backend, root, stream -> path.apply(stream).fold(purpose));
    }

    /** Draws from the stream derived for a number. See {@link RandomStream#fold(long)}. */
    public Draws fold(long number) {
        return new Draws(tape, backend, root, stream -> path.apply(stream).fold(number));
    }

    /**
     * Numbers that a pure function makes of the stream, such as {@code stream -> stream.normal(512)}, as a constant of the tape.
     *
     * @param shape theirs; it must be the same for every stream
     */
    public Tensor draw(Shape shape, Function<RandomStream, double[]> numbers) {
        Tensor drawn =
                tape.constant(Tensor.of(backend, shape, path.andThen(numbers).apply(root)));
        tape.drew(drawn, path.andThen(numbers));
        return drawn;
    }
}
