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
    /** What the arguments are set to, as each call of OpenCL takes its time. */
    private final List<Object> last;

    /**
     * A kernel.
     *
     * @param name what a profile calls it
     */
    Kernel(Queue queue, cl_kernel handle, String name) {
        this(queue, handle, name, most(queue, handle), new ArrayList<>());
    }

    /** How many items a work-group may have: a kernel that takes many registers allows fewer of them than its device. */
    private static int most(Queue queue, cl_kernel handle) {
        Info info = new Info((parameter, size, value, needed) ->
                CL.clGetKernelWorkGroupInfo(handle, queue.device().id(), parameter, size, value, needed));
        return Math.min(queue.device().group(), (int) info.number(CL.CL_KERNEL_WORK_GROUP_SIZE));
    }

    private Kernel(Queue queue, cl_kernel handle, String name, int group, List<Object> last) {
        this.queue = queue;
        this.handle = handle;
        this.name = name;
        this.group = group;
        this.last = last;
    }

    /** The same kernel, of which so many items, or as many as it allows, make a work-group. */
    Kernel inGroupsOfUpTo(int items) {
        return inGroupsOf(Math.min(items, group));
    }

    /** The same kernel, of which so many items make a work-group. */
    Kernel inGroupsOf(int items) {
        return new Kernel(queue, handle, name, items, last);
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
            set(0, items);
            for (int i = 0; i < arguments.length; i++) {
                set(i + 1, arguments[i]);
            }
            queue.launch(handle, name, items, group);
        }
        Reference.reachabilityFence(arguments);
    }

    private void set(int index, Object argument) {
        if (argument instanceof DeviceBuffer buffer) {
            DeviceMemory.Block block = buffer.block();
            set(index, Sizeof.cl_mem, block, block.pointer());
        } else if (argument instanceof Integer whole) {
            set(index, Sizeof.cl_int, whole, Pointer.to(new int[] {whole}));
        } else if (argument instanceof Float number) {
            set(index, Sizeof.cl_float, number, Pointer.to(new float[] {number}));
        } else {
            cl_mem table = queue.table((int[]) argument);
            set(index, Sizeof.cl_mem, table, Pointer.to(table));
        }
    }

    private void set(int index, long size, Object value, Pointer pointer) {
        while (last.size() <= index) {
            last.add(this);
        }
        // A buffer is itself only: another may come to lie where one was given back.
        boolean same = value instanceof Number ? value.equals(last.get(index)) : value == last.get(index);
        if (!same) {
            Status.check(
                    CL.clSetKernelArg(handle, index, size, pointer), "argument " + index + " of the kernel " + name);
            last.set(index, value);
        }
    }
}
