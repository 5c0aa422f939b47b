package dev.nabla2.engine.backend;

import dev.nabla2.engine.backend.cpu.Instructions;
import dev.nabla2.engine.backend.cpu.doubles.CpuBackend;

class CpuDoubleVectorChainTest extends ChainContract {
    private static final Backend BACKEND = new CpuBackend(2, Instructions.VECTOR);

    @Override
    Backend backend() {
        return BACKEND;
    }
}
