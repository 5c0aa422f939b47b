package dev.nabla2.engine.program;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A trace made ready to run again on other inputs: the kernels in order, each with its memory. */
public final class Replay implements AutoCloseable {
    /** A part bound to memory. */
    private static final class Bound {
        private final Chain.Ready ready;
        private final int[] reads;
        private final Buffer[] in;
        private final Buffer[] out;

        Bound(Part part, Backend backend, Buffer[] memory) {
            this.ready = part.body().on(backend);
            this.reads = part.reads().stream().mapToInt(i -> i).toArray();
            this.in = Arrays.stream(reads).mapToObj(value -> memory[value]).toArray(Buffer[]::new);
            this.out = part.writes().stream().map(value -> memory[value]).toArray(Buffer[]::new);
        }

        void rebind(int value, Buffer buffer) {
            for (int i = 0; i < reads.length; i++) {
                in[i] = reads[i] == value ? buffer : in[i];
            }
        }
    }

    private final Backend backend;
    private final int[] inputs;
    private final Buffer[] bound;
    private final List<List<Bound>> users;
    private final Bound[] bounds;
    private final int size;
    private final Buffer[] owned;
    private final Buffer[] memory;
    private final int[] outputs;

    /**
     * A replay.
     *
     * @param backend where to run
     * @param trace what ran
     * @param inputs the numbers of the values that are bound anew each time
     * @param wanted the numbers of the values that are wanted
     */
    public Replay(Backend backend, Trace trace, int[] inputs, int[] wanted) {
        this.backend = backend;
        this.inputs = inputs.clone();
        Simplification simple = Simplification.of(trace.steps(), wanted, trace.values());
        Masks.Kept kept = Masks.in(simple.steps(), simple.outputs(), trace.values());
        SharedOperands shared = new SharedOperands(kept.steps(), backend, kept.values());
        List<Part> parts = Fusion.of(kept.steps(), simple.outputs(), kept.masks(), shared);
        size = simple.steps().size();
        Placement placement = Placement.of(parts, simple.outputs(), shared.values());
        memory = new Buffer[shared.values()];
        trace.constants().forEach((value, buffer) -> memory[value] = buffer);
        owned = placement.kinds().stream()
                .map(kind -> kind.isMask() ? backend.allocateMask(kind.size()) : backend.allocate(kind.size()))
                .toArray(Buffer[]::new);
        for (int value = 0; value < memory.length; value++) {
            if (placement.places()[value] != Placement.NONE) {
                memory[value] = owned[placement.places()[value]];
            }
        }
        bounds = parts.stream().map(part -> new Bound(part, backend, memory)).toArray(Bound[]::new);
        outputs = simple.outputs();
        bound = new Buffer[inputs.length];
        users = new ArrayList<>();
        for (int input : inputs) {
            users.add(Arrays.stream(bounds)
                    .filter(part -> Arrays.stream(part.reads).anyMatch(value -> value == input))
                    .toList());
        }
    }

    /** Runs all steps on these inputs. */
    public void run(Buffer[] given) {
        for (int i = 0; i < inputs.length; i++) {
            if (bound[i] != given[i]) {
                bound[i] = given[i];
                memory[inputs[i]] = given[i];
                for (Bound user : users.get(i)) {
                    user.rebind(inputs[i], given[i]);
                }
            }
        }
        for (Bound part : bounds) {
            part.ready.run(part.in, part.out);
        }
    }

    /** The buffer of a wanted value, which the next run overwrites. */
    public Buffer output(int which) {
        return memory[outputs[which]];
    }

    /** How many steps are left of those that ran. */
    public int size() {
        return size;
    }

    /** How many elements the memory holds that this replay works in. */
    public long elements() {
        return Arrays.stream(owned).mapToLong(Buffer::size).sum();
    }

    /** How many launches they take: those that feed each other element by element share one. */
    public int launches() {
        return bounds.length;
    }

    /** Gives its memory back. */
    @Override
    public void close() {
        Arrays.stream(owned).forEach(backend::release);
    }
}
