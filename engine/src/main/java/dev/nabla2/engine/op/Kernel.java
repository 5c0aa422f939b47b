package dev.nabla2.engine.op;

import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import java.util.List;

/** How an operation is computed with a backend's primitive kernels. */
@FunctionalInterface
public interface Kernel {
    /** Computes {@code result}. */
    void run(Backend backend, List<Array> operands, Array result);
}
