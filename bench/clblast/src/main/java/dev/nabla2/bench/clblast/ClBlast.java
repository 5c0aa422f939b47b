package dev.nabla2.bench.clblast;

import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.blast.CLBlast;
import org.jocl.blast.CLBlastKernelMode;
import org.jocl.blast.CLBlastLayout;
import org.jocl.blast.CLBlastTranspose;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;

/** The kernels of CLBlast (Nugteren 2018), with the parameters that it brings for the device. */
final class ClBlast implements Side {
    private record Place(cl_platform_id platform, cl_device_id device) {}

    private final Place place;
    private final cl_context context;
    private final cl_command_queue queue;
    private final List<cl_mem> buffers = new ArrayList<>();

    /** On the device of a number. */
    ClBlast(int device) {
        CL.setExceptionsEnabled(true);
        CLBlast.setExceptionsEnabled(true);
        place = places().get(device);
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, place.platform);
        context = CL.clCreateContext(properties, 1, new cl_device_id[] {place.device}, null, null, null);
        queue = CL.clCreateCommandQueue(context, place.device, 0, null);
    }

    /** In the order in which OpenCL lists them, as our side counts them. */
    private static List<Place> places() {
        int[] count = new int[1];
        CL.clGetPlatformIDs(0, null, count);
        cl_platform_id[] platforms = new cl_platform_id[count[0]];
        CL.clGetPlatformIDs(platforms.length, platforms, null);
        List<Place> places = new ArrayList<>();
        for (cl_platform_id platform : platforms) {
            CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
            cl_device_id[] devices = new cl_device_id[count[0]];
            CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null);
            for (cl_device_id device : devices) {
                places.add(new Place(platform, device));
            }
        }
        return places;
    }

    @Override
    public Work work(Task task, float[] left, float[] right) {
        cl_mem a = buffer(left);
        cl_mem b = buffer(right);
        float[] result = new float[task.result()];
        cl_mem out = buffer(result);
        return new Work() {
            @Override
            public void launch() {
                if (task instanceof Task.Product product) {
                    multiply(product.size(), a, b, out);
                } else {
                    convolve((Task.Convolution) task, a, b, out);
                }
            }

            @Override
            public float[] result() {
                long bytes = (long) Sizeof.cl_float * result.length;
                CL.clEnqueueReadBuffer(queue, out, true, 0, bytes, Pointer.to(result), 0, null, null);
                return result;
            }
        };
    }

    private void multiply(int n, cl_mem a, cl_mem b, cl_mem out) {
        int plain = CLBlastTranspose.CLBlastTransposeNo;
        CLBlast.CLBlastSgemm(
                CLBlastLayout.CLBlastLayoutRowMajor,
                plain,
                plain,
                n,
                n,
                n,
                1,
                a,
                0,
                n,
                b,
                0,
                n,
                0,
                out,
                0,
                n,
                queue,
                null);
    }

    private void convolve(Task.Convolution task, cl_mem images, cl_mem filters, cl_mem out) {
        CLBlast.CLBlastSconvgemm(
                CLBlastKernelMode.CLBlastKernelModeCrossCorrelation,
                task.inputs(),
                task.image(),
                task.image(),
                task.filter(),
                task.filter(),
                task.padding(),
                task.padding(),
                task.stride(),
                task.stride(),
                1,
                1,
                task.outputs(),
                task.batch(),
                images,
                0,
                filters,
                0,
                out,
                0,
                queue,
                null);
    }

    private cl_mem buffer(float[] values) {
        cl_mem buffer = CL.clCreateBuffer(
                context,
                CL.CL_MEM_READ_WRITE | CL.CL_MEM_COPY_HOST_PTR,
                (long) Sizeof.cl_float * values.length,
                Pointer.to(values),
                null);
        buffers.add(buffer);
        return buffer;
    }

    @Override
    public void await() {
        CL.clFinish(queue);
    }

    @Override
    public void close() {
        await();
        buffers.forEach(CL::clReleaseMemObject);
        CL.clReleaseCommandQueue(queue);
        CL.clReleaseContext(context);
    }
}
