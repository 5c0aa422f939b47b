package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import java.util.Optional;
import org.jocl.Pointer;

/** What kernels found wrong with indices, and nobody was told yet: the host does not wait for them, so the next who reads is told. */
final class Faults {
    private static final int NUMBERS = 3;

    private final Queue queue;
    private final DeviceMemory memory;
    private Optional<DeviceBuffer> fault = Optional.empty();
    private boolean unread;

    Faults(Queue queue, DeviceMemory memory) {
        this.queue = queue;
        this.memory = memory;
    }

    /** Where a kernel that is about to be sent notes what is wrong. */
    synchronized DeviceBuffer buffer() {
        if (fault.isEmpty()) {
            DeviceBuffer made = memory.allocate(NUMBERS);
            queue.fill(made.block().memory(), 0, NUMBERS);
            fault = Optional.of(made);
        }
        unread = true;
        return fault.get();
    }

    /**
     * Returns if nothing was wrong so far.
     *
     * @throws IndexOutOfBoundsException the first time that a wrong index is seen
     */
    synchronized void check() {
        if (!unread) {
            return;
        }
        unread = false;
        int[] found = new int[NUMBERS];
        DeviceBuffer noted = fault.orElseThrow();
        queue.read(noted.block().memory(), Pointer.to(found), NUMBERS);
        if (found[0] != 0) {
            queue.fill(noted.block().memory(), 0, NUMBERS);
            new Gather(new Loop(new int[] {1}, new Loop.Layout(0, 0)), 0, found[1])
                    .index(Float.intBitsToFloat(found[2]));
        }
    }
}
