package dev.nabla2.engine.backend;

import dev.nabla2.engine.backend.reference.ReferenceBackend;

class ReferenceSelectionTest extends SelectionContract {
    private static final Backend BACKEND = new ReferenceBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
