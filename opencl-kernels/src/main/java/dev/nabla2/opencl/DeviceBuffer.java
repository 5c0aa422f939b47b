package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Buffer;
import java.lang.ref.Cleaner;
import java.util.Optional;

/** Floats in a device's memory, held by whoever holds this. */
final class DeviceBuffer implements Buffer {
    /** The right to a block, which can be given up once; apart from the buffer, so that the cleaner can hold it. */
    private static final class Claim implements Runnable {
        private final DeviceMemory memory;
        private Optional<DeviceMemory.Block> block;

        Claim(DeviceMemory memory, DeviceMemory.Block block) {
            this.memory = memory;
            this.block = Optional.of(block);
        }

        synchronized Optional<DeviceMemory.Block> block() {
            return block;
        }

        synchronized Optional<DeviceMemory.Block> giveUp() {
            Optional<DeviceMemory.Block> given = block;
            block = Optional.empty();
            return given;
        }

        @Override
        public void run() {
            giveUp().ifPresent(memory::give);
        }
    }

    private final int size;
    private final DeviceMemory memory;
    private final Cleaner cleaner;
    private final Claim claim;
    private final Cleaner.Cleanable cleanable;

    DeviceBuffer(int size, DeviceMemory.Block block, DeviceMemory memory, Cleaner cleaner) {
        this.size = size;
        this.memory = memory;
        this.cleaner = cleaner;
        this.claim = new Claim(memory, block);
        this.cleanable = cleaner.register(this, claim);
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * Where the floats lie.
     *
     * @throws IllegalStateException if this was given away
     */
    DeviceMemory.Block block() {
        return claim.block().orElseThrow(this::givenAway);
    }

    /** Gives the memory back. */
    void release() {
        block();
        cleanable.clean();
    }

    /** Gives the memory to another buffer. */
    DeviceBuffer transfer() {
        DeviceMemory.Block given = claim.giveUp().orElseThrow(this::givenAway);
        cleanable.clean();
        return new DeviceBuffer(size, given, memory, cleaner);
    }

    private IllegalStateException givenAway() {
        return new IllegalStateException("opencl: a buffer of " + size + " elements was used after it was given away");
    }
}
