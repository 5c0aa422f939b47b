package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Order;

/** Orders: the first of each line, the rank of each element in short lines, and merged runs in long ones. */
final class Orders {
    private static final String SOURCE = "order.cl";

    /** Up to how many elements each is compared with all others, in one kernel; merging 20,000 takes a fifteenth of that on PoCL. */
    private static final int SHORT = 2048;

    private static final int RUN = 32;

    private final Kernels kernels;
    private final DeviceMemory memory;

    Orders(Kernels kernels, DeviceMemory memory) {
        this.kernels = kernels;
        this.memory = memory;
    }

    void run(Order order, DeviceBuffer in, DeviceBuffer out) {
        int largest = order.largest() ? 1 : 0;
        int all = order.outer() * order.extent() * order.inner();
        if (order.count() == 1) {
            kernels.of("first", SOURCE)
                    .run(order.outer() * order.inner(), order.extent(), order.inner(), largest, in, out);
        } else if (order.extent() <= SHORT) {
            kernels.of("ranks", SOURCE).run(all, order.extent(), order.inner(), order.count(), largest, in, out);
        } else {
            sort(order, all, largest, in, out);
        }
    }

    private void sort(Order order, int all, int largest, DeviceBuffer in, DeviceBuffer out) {
        DeviceBuffer from = memory.allocate(all);
        DeviceBuffer to = memory.allocate(all);
        kernels.of("sort_runs", SOURCE).run(all, order.extent(), order.inner(), largest, RUN, in, from);
        for (long width = RUN; width < order.extent(); width *= 2) {
            kernels.of("merge_runs", SOURCE)
                    .run(all, order.extent(), order.inner(), largest, (int) width, in, from, to);
            DeviceBuffer sorted = to;
            to = from;
            from = sorted;
        }
        kernels.of("take_first", SOURCE)
                .run(
                        order.outer() * order.count() * order.inner(),
                        order.extent(),
                        order.inner(),
                        order.count(),
                        from,
                        out);
        from.release();
        to.release();
    }
}
