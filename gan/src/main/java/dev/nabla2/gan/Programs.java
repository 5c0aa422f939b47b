package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
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
        private final Object version;
        private final Program program;
        private Parameters names = Parameters.none();
        private int recordings;

        Entry(Backend backend, Object version, Body body) {
            this.version = version;
            this.program = new Program(backend, (tape, inputs, draws) -> {
                names = body.of(tape, inputs, draws);
                return names.tensors();
            });
        }
    }

    private final boolean compiled;
    private final Map<String, Entry> entries = new HashMap<>();
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
     * @param purpose what for, such as a player's name; each purpose has a program of its own
     * @param version what the computation depends on besides its inputs, such as the game: another one is recorded anew
     * @param inputs on no tape, at least one
     * @param random what is drawn from
     * @return the results by name, which can be read until the next call
     */
    public Parameters run(String purpose, Object version, List<Tensor> inputs, RandomStream random, Body body) {
        Backend backend = inputs.get(0).backend();
        if (!compiled) {
            lent.ifPresent(Tape::close);
            Tape tape = new Tape();
            lent = Optional.of(tape);
            return body.of(tape, inputs.stream().map(tape::constant).toList(), Draws.of(tape, backend, random));
        }
        Entry entry = entries.get(purpose);
        if (entry == null || !entry.version.equals(version)) {
            if (entry != null) {
                entry.program.close();
            }
            entry = new Entry(backend, version, body);
            entries.put(purpose, entry);
        }
        List<Tensor> results = entry.program.run(inputs, random);
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
