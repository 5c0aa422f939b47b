package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_queue_properties;

/**
 * What is sent to a device, which does it in the order in which it was sent: nothing waits but who reads.
 *
 * <p>Because of that order memory can be given back and taken again while kernels that use it have yet to run.
 */
final class Queue implements AutoCloseable {
    private final Device device;
    private final cl_context context;
    private final cl_command_queue queue;
    private boolean closed;

    Queue(Device device) {
        this.device = device;
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
        return device.platform().contains("OpenCL 1.")
                ? CL.clCreateCommandQueue(context, device.id(), 0, code)
                : CL.clCreateCommandQueueWithProperties(context, device.id(), new cl_queue_properties(), code);
    }

    Device device() {
        return device;
    }

    synchronized cl_context context() {
        checkOpen();
        return context;
    }

    /**
     * A kernel over so many items, and as many more as fill up the last work-group, which do nothing. The caller holds this queue's lock
     * and has set the arguments.
     */
    void launch(cl_kernel kernel, String name, int items, long group) {
        long[] range = {(items + group - 1) / group * group};
        Status.check(
                CL.clEnqueueNDRangeKernel(queue, kernel, 1, null, range, new long[] {group}, 0, null, null),
                "the kernel " + name);
    }

    synchronized void fill(cl_mem memory, float value, int count) {
        checkOpen();
        Status.check(
                CL.clEnqueueFillBuffer(
                        queue,
                        memory,
                        Pointer.to(new float[] {value}),
                        Sizeof.cl_float,
                        0,
                        (long) Sizeof.cl_float * count,
                        0,
                        null,
                        null),
                "filling a buffer");
    }

    /** Copies so many bytes to the device, and returns when {@code from} may change again. */
    synchronized void write(cl_mem memory, Pointer from, long bytes) {
        checkOpen();
        Status.check(
                CL.clEnqueueWriteBuffer(queue, memory, CL.CL_TRUE, 0, bytes, from, 0, null, null), "writing a buffer");
    }

    /** Waits for everything that was sent before, and copies so many bytes. */
    void read(cl_mem memory, Pointer to, long bytes) {
        checkOpen();
        Status.check(
                CL.clEnqueueReadBuffer(queue, memory, CL.CL_TRUE, 0, bytes, to, 0, null, null), "reading a buffer");
    }

    /** Waits for everything that was sent. */
    synchronized void finish() {
        if (!closed) {
            Status.check(CL.clFinish(queue), "finishing");
        }
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
            CL.clReleaseCommandQueue(queue);
            CL.clReleaseContext(context);
        }
    }
}
