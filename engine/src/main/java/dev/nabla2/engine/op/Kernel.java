package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import java.util.List;

/** How an operation is computed with a backend's primitive kernels, of operands of certain shapes. */
@FunctionalInterface
public interface Kernel {
    /** Works out all that depends on shapes, once for as often as it is run. */
    Launch plan(List<Shape> operands, Shape result);

    /** A computation of known shapes. */
    @FunctionalInterface
    interface Launch {
        /** Computes {@code out}. */
        void run(Backend backend, Buffer[] in, Buffer out);
    }
}
