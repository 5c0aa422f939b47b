package dev.nabla2.opencl;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;

/** A compiled kernel, ready to be sent to the device with arguments. */
final class Kernel {
    private final Queue queue;
    private final cl_kernel handle;
    private final String name;
    private final int group;

    Kernel(Queue queue, cl_kernel handle, String name) {
        this(queue, handle, name, queue.device().group());
    }

    private Kernel(Queue queue, cl_kernel handle, String name, int group) {
        this.queue = queue;
        this.handle = handle;
        this.name = name;
        this.group = group;
    }

    /** The same kernel, of which so many items make a work-group. */
    Kernel inGroupsOf(int items) {
        return new Kernel(queue, handle, name, items);
    }

    /**
     * Sends the kernel for items 0 to {@code items} − 1, of which its first argument tells it the number.
     *
     * @param arguments the others in order: a {@link DeviceBuffer}, an Integer, a Float, or an int[], which becomes a small table in
     *     constant memory
     */
    void run(int items, Object... arguments) {
        if (items == 0) {
            return;
        }
        synchronized (queue) {
            queue.checkOpen();
            List<cl_mem> tables = new ArrayList<>();
            set(0, Sizeof.cl_uint, Pointer.to(new int[] {items}));
            for (int i = 0; i < arguments.length; i++) {
                set(i + 1, arguments[i], tables);
            }
            queue.launch(handle, name, items, group);
            // They live on until the kernel has run.
            tables.forEach(CL::clReleaseMemObject);
        }
        Reference.reachabilityFence(arguments);
    }

    private void set(int index, Object argument, List<cl_mem> tables) {
        if (argument instanceof DeviceBuffer buffer) {
            set(index, Sizeof.cl_mem, buffer.block().pointer());
        } else if (argument instanceof Integer whole) {
            set(index, Sizeof.cl_int, Pointer.to(new int[] {whole}));
        } else if (argument instanceof Float number) {
            set(index, Sizeof.cl_float, Pointer.to(new float[] {number}));
        } else {
            cl_mem table = table((int[]) argument);
            tables.add(table);
            set(index, Sizeof.cl_mem, Pointer.to(table));
        }
    }

    private cl_mem table(int[] values) {
        int[] code = new int[1];
        cl_mem table = CL.clCreateBuffer(
                queue.context(),
                CL.CL_MEM_READ_ONLY | CL.CL_MEM_COPY_HOST_PTR,
                (long) Sizeof.cl_int * values.length,
                Pointer.to(values),
                code);
        Status.check(code[0], "making a table of " + values.length + " numbers for the kernel " + name);
        return table;
    }

    private void set(int index, long size, Pointer value) {
        Status.check(CL.clSetKernelArg(handle, index, size, value), "argument " + index + " of the kernel " + name);
    }
}
