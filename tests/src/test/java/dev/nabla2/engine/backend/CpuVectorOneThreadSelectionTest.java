package dev.nabla2.engine.backend;

import dev.nabla2.engine.backend.cpu.CpuBackend;
import dev.nabla2.engine.backend.cpu.Instructions;

class CpuVectorOneThreadSelectionTest extends SelectionContract {
    private static final Backend BACKEND = new CpuBackend(1, Instructions.VECTOR);

    @Override
    Backend backend() {
        return BACKEND;
    }
}
