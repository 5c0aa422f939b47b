package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_queue_properties;

/**
 * What is sent to a device, which does it in the order in which it was sent: nothing waits but who reads.
 *
 * <p>Because of that order memory can be given back and taken again while kernels that use it have yet to run.
 */
final class Queue implements AutoCloseable {
    /** Larger writes wait: they are rare, and would take as much memory again. */
    private static final int LARGEST_STAGED = 16 << 20;

    private static final int TABLES = 1024;
    private static final int MOST_TIMES = 4096;

    private final Device device;
    private final cl_context context;
    private final cl_command_queue queue;
    private final Optional<Profile> profile;
    private final Staging staging = new Staging();
    private final Outbox outbox = new Outbox();
    private Optional<cl_mem> gathered = Optional.empty();
    private final Map<IntBuffer, cl_mem> tables = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;
    private long sent;
    private long done;
    private long launches;
    private long waits;

    Queue(Device device) {
        this(device, false);
    }

    /** A queue to a device, which keeps the time if asked to. */
    Queue(Device device, boolean profiled) {
        this.device = device;
        this.profile = profiled ? Optional.of(new Profile()) : Optional.empty();
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platformId());
        int[] code = new int[1];
        context = CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, code);
        Status.check(code[0], "opening " + device.name());
        queue = createQueue(code);
        Status.check(code[0], "opening a queue to " + device.name());
    }

    /** Versions 1 have one function for it, which is deprecated where there is the other. */
    @SuppressWarnings("deprecation")
    private cl_command_queue createQueue(int[] code) {
        long wanted = profile.isPresent() ? CL.CL_QUEUE_PROFILING_ENABLE : 0;
        if (device.platform().contains("OpenCL 1.")) {
            return CL.clCreateCommandQueue(context, device.id(), wanted, code);
        }
        cl_queue_properties properties = new cl_queue_properties();
        if (profile.isPresent()) {
            properties.addProperty(CL.CL_QUEUE_PROPERTIES, wanted);
        }
        return CL.clCreateCommandQueueWithProperties(context, device.id(), properties, code);
    }

    Device device() {
        return device;
    }

    synchronized cl_context context() {
        checkOpen();
        return context;
    }

    /** How many kernels were sent. */
    synchronized long launches() {
        return launches;
    }

    /** How often someone waited for the device. */
    synchronized long waits() {
        return waits;
    }

    /**
     * A kernel over so many items, and as many more as fill up the last work-group, which do nothing. The caller holds this queue's lock
     * and has set the arguments.
     */
    void launch(cl_kernel kernel, String name, int items, long group) {
        long[] range = {(items + group - 1) / group * group};
        long[] groups = {group};
        send(
                name,
                "the kernel " + name,
                event -> CL.clEnqueueNDRangeKernel(queue, kernel, 1, null, range, groups, 0, null, event));
        launches++;
    }

    /** Sends a command, which takes an event that keeps its time, or null. */
    private void send(String what, String doing, ToIntFunction<cl_event> command) {
        if (profile.isPresent() && profile.get().size() >= MOST_TIMES) {
            finish();
        }
        cl_event event = profile.isPresent() ? new cl_event() : null;
        Status.check(command.applyAsInt(event), doing);
        profile.ifPresent(times -> times.add(what, event));
        sent++;
    }

    synchronized void fill(cl_mem memory, float value, int count) {
        checkOpen();
        Pointer pattern = Pointer.to(new float[] {value});
        long bytes = (long) Sizeof.cl_float * count;
        send(
                "fill",
                "filling a buffer",
                event -> CL.clEnqueueFillBuffer(queue, memory, pattern, Sizeof.cl_float, 0, bytes, 0, null, event));
    }

    /** Copies numbers to the device; they may change again when this returns. */
    synchronized void write(cl_mem memory, float[] values) {
        checkOpen();
        long bytes = (long) Sizeof.cl_float * values.length;
        if (bytes > LARGEST_STAGED) {
            write(memory, true, bytes, Pointer.to(values));
            // That the values may change does not say that what was sent before is done.
            finish();
            return;
        }
        if (staging.isFull()) {
            finish();
        }
        ByteBuffer piece = staging.take((int) bytes);
        piece.asFloatBuffer().put(values);
        write(memory, false, bytes, Pointer.to(piece));
        staging.hold(piece, sent);
        // The device begins while the host goes on.
        Status.check(CL.clFlush(queue), "writing a buffer");
    }

    private void write(cl_mem memory, boolean waits, long bytes, Pointer from) {
        send(
                "write",
                "writing a buffer",
                event -> CL.clEnqueueWriteBuffer(queue, memory, waits, 0, bytes, from, 0, null, event));
    }

    /** Waits for everything that was sent before, and copies numbers from the device. */
    void read(cl_mem memory, Pointer to, int count) {
        long own;
        synchronized (this) {
            checkOpen();
            own = sent;
        }
        Status.check(
                CL.clEnqueueReadBuffer(queue, memory, CL.CL_TRUE, 0, (long) Sizeof.cl_float * count, to, 0, null, null),
                "reading a buffer");
        waited(own);
    }

    /** Numbers as they are once everything is done that was sent before; who asks for them waits, but not who calls this. */
    synchronized Supplier<float[]> reading(cl_mem memory, int count) {
        checkOpen();
        if (!outbox.hasRoom(count)) {
            fetch();
        }
        cl_mem to = gathered();
        long at = (long) Sizeof.cl_float * outbox.used();
        long bytes = (long) Sizeof.cl_float * count;
        send(
                "copy",
                "reading a buffer",
                event -> CL.clEnqueueCopyBuffer(queue, memory, to, 0, at, bytes, 0, null, event));
        return outbox.put(count, this::fetch);
    }

    private cl_mem gathered() {
        if (gathered.isEmpty()) {
            int[] code = new int[1];
            gathered = Optional.of(
                    CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, (long) Sizeof.cl_float * Outbox.ROOM, null, code));
            Status.check(code[0], "making room for what is read");
        }
        return gathered.get();
    }

    private synchronized void fetch() {
        float[] numbers = new float[outbox.used()];
        if (numbers.length > 0) {
            read(gathered(), Pointer.to(numbers), numbers.length);
            outbox.arrived(numbers);
        }
    }

    private synchronized void waited(long through) {
        waits++;
        done = Math.max(done, through);
        staging.done(done);
    }

    /** Waits for everything that was sent. */
    synchronized void finish() {
        if (!closed) {
            Status.check(CL.clFinish(queue), "finishing");
            waited(sent);
            profile.ifPresent(Profile::collect);
        }
    }

    /** A small table in constant memory, which is kept for the next who asks for the same. */
    synchronized cl_mem table(int[] values) {
        checkOpen();
        cl_mem known = tables.get(IntBuffer.wrap(values));
        if (known != null) {
            return known;
        }
        int[] code = new int[1];
        cl_mem made = CL.clCreateBuffer(
                context,
                CL.CL_MEM_READ_ONLY | CL.CL_MEM_COPY_HOST_PTR,
                (long) Sizeof.cl_int * values.length,
                Pointer.to(values),
                code);
        Status.check(code[0], "making a table of " + values.length + " numbers");
        tables.put(IntBuffer.wrap(values.clone()), made);
        if (tables.size() > TABLES) {
            // Kernels that were sent hold what they need.
            Map.Entry<IntBuffer, cl_mem> oldest = tables.entrySet().iterator().next();
            CL.clReleaseMemObject(oldest.getValue());
            tables.remove(oldest.getKey());
        }
        return made;
    }

    /** What took how long so far, if that was to be measured; waits for what was sent. */
    synchronized List<Map<String, Object>> times() {
        finish();
        return profile.map(Profile::rows).orElse(List.of());
    }

    /** Drivers crash on what was given back to them. */
    synchronized void checkOpen() {
        if (closed) {
            throw new BackendException("opencl: the backend is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tables.values().forEach(CL::clReleaseMemObject);
            gathered.ifPresent(CL::clReleaseMemObject);
            CL.clReleaseCommandQueue(queue);
            CL.clReleaseContext(context);
        }
    }
}
