package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Order;

/** Orders: the first of each line, or the rank of each element. */
final class Orders {
    private static final String SOURCE = "order.cl";

    private final Kernels kernels;

    Orders(Kernels kernels) {
        this.kernels = kernels;
    }

    void run(Order order, DeviceBuffer in, DeviceBuffer out) {
        int largest = order.largest() ? 1 : 0;
        if (order.count() == 1) {
            kernels.of("first", SOURCE)
                    .run(order.outer() * order.inner(), order.extent(), order.inner(), largest, in, out);
        } else {
            kernels.of("ranks", SOURCE)
                    .run(
                            order.outer() * order.extent() * order.inner(),
                            order.extent(),
                            order.inner(),
                            order.count(),
                            largest,
                            in,
                            out);
        }
    }
}
