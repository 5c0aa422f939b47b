package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_mem;

/**
 * A device's memory in blocks, which are kept by capacity for the next who asks.
 *
 * <p>A buffer that nobody gave back comes back when the garbage collector finds it. The collector does not know how full the device is,
 * so it is called before memory is said to be out, as the JDK does for its direct buffers, and whenever much was taken that nobody gave
 * back.
 */
final class DeviceMemory implements AutoCloseable {
    /**
     * Some memory.
     *
     * @param memory to OpenCL
     * @param pointer to that, as kernels' arguments want it
     * @param capacity in elements
     */
    record Block(cl_mem memory, Pointer pointer, int capacity) {
        long bytes() {
            return (long) capacity * Sizeof.cl_float;
        }
    }

    /** Capacities are multiples of this, so that kernels may be given whole vectors. */
    private static final int UNIT = 64;

    /** The most elements that a buffer may have. */
    private static final int MOST = Integer.MAX_VALUE - UNIT + 1;

    private static final int STEPS_PER_OCTAVE = 8;
    private static final int COLLECTIONS = 5;
    private static final long MUCH = 1L << 30;

    private final Queue queue;
    private final long limit;
    private final Cleaner cleaner = Cleaner.create();
    private final Map<Integer, Deque<Block>> free = new TreeMap<>();
    private final Set<Block> used = new HashSet<>();
    private long usedBytes;
    private long keptBytes;
    private long freshBytes;
    private boolean closed;

    /** Memory of up to {@code limit} bytes. */
    DeviceMemory(Queue queue, long limit) {
        this.queue = queue;
        this.limit = limit;
    }

    /** A buffer of so many elements; more than an int counts, as scratch memory of huge arrays may have, are refused like all that is too much. */
    DeviceBuffer allocate(long size) {
        if (size > MOST) {
            throw outOfMemory(size * Sizeof.cl_float);
        }
        return new DeviceBuffer((int) size, take((int) size), this, cleaner);
    }

    Block take(int size) {
        int roomy = capacity(size);
        // What is rounded up for others to use again may be more than a single buffer can have.
        int capacity = (long) roomy * Sizeof.cl_float <= queue.device().largestBuffer() ? roomy : wholeUnits(size);
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            synchronized (this) {
                Deque<Block> kept = free.get(capacity);
                if (kept != null && !kept.isEmpty()) {
                    Block block = kept.pop();
                    keptBytes -= block.bytes();
                    return use(block);
                }
                long bytes = (long) capacity * Sizeof.cl_float;
                if (bytes <= queue.device().largestBuffer() && fits(bytes)) {
                    int[] code = new int[1];
                    cl_mem memory = CL.clCreateBuffer(queue.context(), CL.CL_MEM_READ_WRITE, bytes, null, code);
                    if (code[0] == CL.CL_SUCCESS) {
                        collectAfter(bytes);
                        return use(new Block(memory, Pointer.to(memory), capacity));
                    }
                    if (!Status.isOfMemory(code[0])) {
                        throw Status.failed(code[0], "making a buffer");
                    }
                    giveKeptBack();
                }
            }
            collect(collection);
        }
        throw outOfMemory((long) size * Sizeof.cl_float);
    }

    private boolean fits(long bytes) {
        if (usedBytes + keptBytes + bytes > limit) {
            giveKeptBack();
        }
        return usedBytes + bytes <= limit;
    }

    private Block use(Block block) {
        used.add(block);
        usedBytes += block.bytes();
        return block;
    }

    /** Memory that is new to the driver is a sign that buffers are dropped, if there is much of it beside what is in use. */
    private void collectAfter(long bytes) {
        freshBytes += bytes;
        if (freshBytes > Math.max(MUCH, usedBytes / 2)) {
            freshBytes = 0;
            System.gc();
        }
    }

    /** Longer each time, for the cleaner works beside. */
    private static void collect(int attempt) {
        System.gc();
        try {
            Thread.sleep(1L << (2 * attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void give(Block block) {
        if (closed) {
            return;
        }
        used.remove(block);
        usedBytes -= block.bytes();
        keptBytes += block.bytes();
        free.computeIfAbsent(block.capacity(), capacity -> new ArrayDeque<>()).push(block);
    }

    private void giveKeptBack() {
        free.values().forEach(blocks -> blocks.forEach(block -> CL.clReleaseMemObject(block.memory())));
        free.clear();
        keptBytes = 0;
    }

    private synchronized BackendException outOfMemory(long bytes) {
        long largest = used.stream().mapToLong(Block::bytes).max().orElse(0);
        return new BackendException(String.format(
                Locale.ROOT,
                "opencl: out of memory on %s: asked for %s, found %s free of %s; %d buffers in use hold %s, the largest"
                        + " of them %s; a single buffer may have up to %s",
                queue.device().name(),
                size(bytes),
                size(limit - usedBytes - keptBytes),
                size(limit),
                used.size(),
                size(usedBytes),
                size(largest),
                size(queue.device().largestBuffer())));
    }

    private static String size(long bytes) {
        return bytes < 10 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    /** The bytes of the device that are taken, in use or kept for the next. */
    synchronized long bytes() {
        return usedBytes + keptBytes;
    }

    /** Rounds up to a whole number of units and, from 8 units on, to one of eight sizes per power of two. */
    static int capacity(int size) {
        long units = Math.max(1, (size + UNIT - 1L) / UNIT);
        if (units > STEPS_PER_OCTAVE) {
            long step = Long.highestOneBit(units - 1) / STEPS_PER_OCTAVE;
            units = (units + step - 1) / step * step;
        }
        return (int) Math.min(units * UNIT, MOST);
    }

    private static int wholeUnits(int size) {
        return (int) Math.min((size + UNIT - 1L) / UNIT * UNIT, MOST);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            giveKeptBack();
            used.forEach(block -> CL.clReleaseMemObject(block.memory()));
            used.clear();
            usedBytes = 0;
        }
    }
}
