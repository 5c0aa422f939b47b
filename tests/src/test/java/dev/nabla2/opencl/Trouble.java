package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Backend;

/** What may go wrong with a device, done to it on purpose. */
public enum Trouble {
    /** The driver refuses a kernel, here as no device has work-groups that large. */
    A_KERNEL_CANNOT_BE_SENT {
        @Override
        void befall(OpenClBackend backend) {
            Kernel kernel = backend.programs().kernel("__kernel void f(uint n) {}", "f");
            kernel.inGroupsOf(1 << 30).run(1);
        }
    },
    /** A kernel that is first needed in the middle of training cannot be built. */
    A_KERNEL_CANNOT_BE_BUILT {
        @Override
        void befall(OpenClBackend backend) {
            backend.programs().kernel("__kernel void f(uint n) { gibberish; }", "f");
        }
    },
    /** The device is gone, and all that is on it. */
    THE_DEVICE_IS_LOST {
        @Override
        void befall(OpenClBackend backend) {
            backend.close();
        }
    };

    abstract void befall(OpenClBackend backend);

    /** Lets it happen to an OpenCL backend. */
    public void befall(Backend backend) {
        befall((OpenClBackend) backend);
    }
}
