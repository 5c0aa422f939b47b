package dev.nabla2.engine.program;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.op.Kernel;
import java.util.List;
import java.util.Set;

/**
 * What a replay runs at once: a step, or a chain of elementwise steps.
 *
 * @param reads the numbers of the values it reads
 * @param writes the numbers of the values it computes
 * @param masks which of those are masks
 * @param size how many elements each of those has
 * @param body how they are computed
 */
record Part(List<Integer> reads, List<Integer> writes, Set<Integer> masks, int size, Body body) {
    /** A computation that is still to be bound to a backend. */
    @FunctionalInterface
    interface Body {
        Chain.Ready on(Backend backend);
    }

    static Part of(Step step, Kernel.Launch launch) {
        return new Part(
                step.operands(),
                List.of(step.result()),
                Set.of(),
                step.shape().size(),
                backend -> (in, out) -> launch.run(backend, in, out[0]));
    }
}
