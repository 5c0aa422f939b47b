package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.reference.ReferenceBackend;

/** The backends that come with the engine. */
public final class Backends {
    private static final Backend REFERENCE = new ReferenceBackend();

    private Backends() {}

    /** Plain loops in double precision: slow, and the definition of every kernel. */
    public static Backend reference() {
        return REFERENCE;
    }
}
