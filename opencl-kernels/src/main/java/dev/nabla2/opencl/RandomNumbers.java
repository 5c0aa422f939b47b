package dev.nabla2.opencl;

import dev.nabla2.engine.RandomStream;
import org.jocl.CL;

/** Random numbers that are made where they are used, by {@code random.cl}: the same ones as on the host. */
final class RandomNumbers {
    private static final int BLOCK = 4;

    private final Kernels kernels;
    private final boolean doubles;

    RandomNumbers(Kernels kernels, Device device) {
        this.kernels = kernels;
        this.doubles = new Info((parameter, size, value, needed) ->
                                CL.clGetDeviceInfo(device.id(), parameter, size, value, needed))
                        .number(CL.CL_DEVICE_DOUBLE_FP_CONFIG)
                != 0;
    }

    /** Whether the device has doubles: normal numbers in floats would not be those of the host. */
    boolean hasNormal() {
        return doubles;
    }

    void uniform(RandomStream random, DeviceBuffer out) {
        run("draw_uniform", random, out);
    }

    void normal(RandomStream random, DeviceBuffer out) {
        run("draw_normal", random, out);
    }

    private void run(String kernel, RandomStream random, DeviceBuffer out) {
        int blocks = (out.size() + BLOCK - 1) / BLOCK;
        kernels.of(kernel, () -> (doubles ? "#define DOUBLES\n" : "") + Sources.of("random.cl"))
                .run(blocks, out.size(), (int) random.key(), (int) (random.key() >>> Integer.SIZE), out);
    }
}
