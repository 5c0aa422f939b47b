package dev.nabla2.engine.backend;

import dev.nabla2.engine.backend.reference.ReferenceBackend;
import net.jqwik.api.Tag;

@Tag("one-java")
class ReferenceBackendTest extends BackendContract {
    private static final Backend BACKEND = new ReferenceBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
