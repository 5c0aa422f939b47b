package dev.nabla2.engine;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The buffers that a tape made and gives back: each exactly once, and none that was detached.
 *
 * <p>Its bytes count for the memory around it too, where a tape works inside another's operation.
 */
final class Memory {
    private final Optional<Memory> around;
    private final IdentityHashMap<Buffer, Backend> owned = new IdentityHashMap<>();
    private final Set<Buffer> kept = identitySet();
    private final Set<Buffer> freed = identitySet();
    private final List<Buffer> recent = new ArrayList<>();
    private boolean listing;
    private long bytes;
    private long peak;

    Memory(Optional<Memory> around) {
        this.around = around;
    }

    private static Set<Buffer> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    void own(Backend backend, Buffer buffer) {
        owned.put(buffer, backend);
        count(bytes(backend, buffer));
        if (listing) {
            recent.add(buffer);
        }
    }

    boolean owns(Buffer buffer) {
        return owned.containsKey(buffer);
    }

    /** A detached buffer is nobody's to give back, neither here nor around. */
    void keep(Buffer buffer) {
        kept.add(buffer);
        around.ifPresent(memory -> memory.keep(buffer));
    }

    boolean isKept(Buffer buffer) {
        return kept.contains(buffer);
    }

    /** Hands a buffer over to another's care, unless it is not owned or was detached. */
    void handOver(Buffer buffer, Memory to) {
        if (!kept.contains(buffer)) {
            Backend backend = owned.remove(buffer);
            if (backend != null) {
                count(-bytes(backend, buffer));
                to.own(backend, buffer);
            }
        }
    }

    /** Gives a buffer back now, unless it is not owned or was detached. */
    void free(Buffer buffer) {
        if (!kept.contains(buffer)) {
            Backend backend = owned.remove(buffer);
            if (backend != null) {
                freed.add(buffer);
                count(-bytes(backend, buffer));
                backend.release(buffer);
            }
        }
    }

    boolean wasFreed(Buffer buffer) {
        return !freed.isEmpty() && freed.contains(buffer);
    }

    /** From now on, {@link #recent} tells what came to be owned. */
    void list() {
        listing = true;
    }

    /** What came to be owned since the last time this was asked. */
    List<Buffer> recent() {
        List<Buffer> taken = List.copyOf(recent);
        recent.clear();
        return taken;
    }

    void close() {
        owned.forEach((buffer, backend) -> {
            count(-bytes(backend, buffer));
            if (!kept.contains(buffer)) {
                backend.release(buffer);
            }
        });
        owned.clear();
        freed.clear();
        recent.clear();
    }

    long bytes() {
        return bytes;
    }

    long peak() {
        return peak;
    }

    private void count(long more) {
        bytes += more;
        peak = Math.max(peak, bytes);
        around.ifPresent(memory -> memory.count(more));
    }

    private static long bytes(Backend backend, Buffer buffer) {
        return (long) buffer.size() * backend.precision().bytes();
    }
}
