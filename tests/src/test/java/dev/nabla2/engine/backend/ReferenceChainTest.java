package dev.nabla2.engine.backend;

import dev.nabla2.engine.backend.reference.ReferenceBackend;

class ReferenceChainTest extends ChainContract {
    private static final Backend BACKEND = new ReferenceBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
