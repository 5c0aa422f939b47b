/** The OpenCL backend: every kernel of the engine on a GPU, or on whatever else OpenCL has a driver for. */
module dev.nabla2.opencl {
    requires transitive dev.nabla2.engine;
    requires jocl;

    exports dev.nabla2.opencl;

    provides dev.nabla2.engine.backend.BackendProvider with
            dev.nabla2.opencl.OpenClProvider;
}
