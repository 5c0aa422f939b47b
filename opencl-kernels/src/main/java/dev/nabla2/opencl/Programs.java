package dev.nabla2.opencl;

import dev.nabla2.engine.backend.BackendException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/**
 * Compiles OpenCL C for a device, each source once: what was compiled before, by whichever process, is read from a cache.
 */
final class Programs implements AutoCloseable {
    private static final String OPTIONS = "-cl-std=CL1.2";
    private static final String ROUNDING = " -cl-fp32-correctly-rounded-divide-sqrt";

    /** A source that is kept by who asks is not gone through again. */
    private record Key(String source, String name) {}

    private final Queue queue;
    private final ProgramCache cache;
    private final String options;
    private final Map<String, cl_program> programs = new HashMap<>();
    private final Map<Key, Kernel> kernels = new HashMap<>();
    private final Map<cl_kernel, String> handles = new HashMap<>();

    Programs(Queue queue, ProgramCache cache) {
        this.queue = queue;
        this.cache = cache;
        this.options = OPTIONS + (queue.device().roundsCorrectly() ? ROUNDING : "");
    }

    /**
     * A kernel of a program.
     *
     * @param source the program, which holds the kernel under this name
     * @throws BackendException with the compiler's words if the program cannot be built
     */
    Kernel kernel(String source, String name) {
        return kernel(source, name, name);
    }

    /**
     * A kernel of a program.
     *
     * @param label what a profile calls it
     */
    synchronized Kernel kernel(String source, String name, String label) {
        return kernels.computeIfAbsent(new Key(source, name), key -> {
            int[] code = new int[1];
            cl_kernel handle = CL.clCreateKernel(programs.computeIfAbsent(source, this::program), name, code);
            Status.check(code[0], "finding the kernel " + name);
            handles.put(handle, name);
            return new Kernel(queue, handle, label);
        });
    }

    private cl_program program(String source) {
        Device device = queue.device();
        ProgramCache.Key key =
                cache.key(device.name(), device.vendor(), device.platform(), device.driver(), options, source);
        Optional<cl_program> cached = cache.read(key).flatMap(this::fromBinary);
        if (cached.isPresent()) {
            return cached.get();
        }
        int[] code = new int[1];
        cl_program program = CL.clCreateProgramWithSource(queue.context(), 1, new String[] {source}, null, code);
        Status.check(code[0], "reading a program");
        if (build(program) != CL.CL_SUCCESS) {
            String log = log(program);
            CL.clReleaseProgram(program);
            throw new BackendException("opencl: " + device.name() + " (driver " + device.driver()
                    + ") could not build a kernel; its compiler says:\n" + log + "\nof this source:\n" + source);
        }
        binary(program).ifPresent(binary -> cache.write(key, binary));
        return program;
    }

    private int build(cl_program program) {
        return CL.clBuildProgram(program, 1, new cl_device_id[] {queue.device().id()}, options, null, null);
    }

    private String log(cl_program program) {
        cl_device_id device = queue.device().id();
        return new Info((parameter, size, value, needed) ->
                        CL.clGetProgramBuildInfo(program, device, parameter, size, value, needed))
                .text(CL.CL_PROGRAM_BUILD_LOG);
    }

    /** A driver may refuse what another version of it wrote; then it is built again. */
    private Optional<cl_program> fromBinary(byte[] binary) {
        int[] code = new int[1];
        cl_program program = CL.clCreateProgramWithBinary(
                queue.context(),
                1,
                new cl_device_id[] {queue.device().id()},
                new long[] {binary.length},
                new byte[][] {binary},
                new int[1],
                code);
        if (code[0] != CL.CL_SUCCESS) {
            return Optional.empty();
        }
        if (build(program) != CL.CL_SUCCESS) {
            CL.clReleaseProgram(program);
            return Optional.empty();
        }
        return Optional.of(program);
    }

    private static Optional<byte[]> binary(cl_program program) {
        long[] size = new long[1];
        int code = CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
        if (code != CL.CL_SUCCESS || size[0] == 0) {
            return Optional.empty();
        }
        byte[] binary = new byte[(int) size[0]];
        Pointer pointers = Pointer.to(Pointer.to(binary));
        return CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, pointers, null) == CL.CL_SUCCESS
                ? Optional.of(binary)
                : Optional.empty();
    }

    @Override
    public synchronized void close() {
        handles.keySet().forEach(CL::clReleaseKernel);
        programs.values().forEach(CL::clReleaseProgram);
        handles.clear();
        kernels.clear();
        programs.clear();
    }
}
