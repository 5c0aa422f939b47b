package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What dynamics compute at each step, as programs that are recorded the first time and replayed from then on; or, for studies and for
 * games that must look at numbers while they compute, eagerly. The bits are the same.
 */
public final class Programs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Programs.class.getName());

    /** What is computed. */
    @FunctionalInterface
    public interface Body {
        /**
         * Results by name, each on the tape or detached.
         *
         * @param inputs constants of the tape
         */
        Parameters of(Tape tape, List<Tensor> inputs, Draws draws);
    }

    /** A program of a version of what is computed, and the names of its results. */
    private static final class Entry {
        private final Program program;
        private Parameters names = Parameters.none();
        private int recordings;

        Entry(Backend backend, Body body) {
            this.program = new Program(backend, (tape, inputs, draws) -> {
                names = body.of(tape, inputs, draws);
                return names.tensors();
            });
        }
    }

    /**
     * Which program.
     *
     * @param purpose what for
     * @param version what it depends on besides its inputs
     */
    private record Key(String purpose, Object version) {}

    private final boolean compiled;
    private final Map<Key, Entry> entries = new HashMap<>();
    private Optional<Tape> lent = Optional.empty();

    private Programs(boolean compiled) {
        this.compiled = compiled;
    }

    /** Everything is recorded once and replayed. */
    public static Programs compiled() {
        return new Programs(true);
    }

    /** Everything is recorded each time. */
    public static Programs eager() {
        return new Programs(false);
    }

    /**
     * Computes something.
     *
     * @param purpose what for, such as a player's name
     * @param version what the computation depends on besides its inputs, such as the game; each version has a program of its own
     * @param inputs on no tape, at least one
     * @param at which step it is, for its randomness and its number
     * @return the results by name, which can be read until the next call
     */
    public Parameters run(String purpose, Object version, List<Tensor> inputs, Dynamics.Step at, Body body) {
        Backend backend = inputs.get(0).backend();
        if (!compiled) {
            lent.ifPresent(Tape::close);
            Tape tape = new Tape();
            lent = Optional.of(tape);
            return body.of(
                    tape,
                    inputs.stream().map(tape::constant).toList(),
                    Draws.of(tape, backend, at.random(), at.number()));
        }
        Entry entry = entries.computeIfAbsent(new Key(purpose, version), none -> new Entry(backend, body));
        List<Tensor> results = entry.program.run(inputs, at.random(), at.number());
        if (entry.program.recordings() > Math.max(1, entry.recordings)) {
            LOG.log(System.Logger.Level.INFO, "{0}: recorded again, as shapes changed to {1}", purpose, shapes(inputs));
        }
        entry.recordings = entry.program.recordings();
        return entry.names.with(results);
    }

    private static List<String> shapes(List<Tensor> inputs) {
        List<String> shapes = new ArrayList<>();
        inputs.forEach(input -> shapes.add(input.shape().toString()));
        return shapes;
    }

    /** Gives all memory back. */
    @Override
    public void close() {
        lent.ifPresent(Tape::close);
        lent = Optional.empty();
        entries.values().forEach(entry -> entry.program.close());
        entries.clear();
    }
}
