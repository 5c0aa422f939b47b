/** Tensors, the tape, gradients of any order, and the backends that compute them. */
module dev.nabla2.engine {
    requires static jdk.incubator.vector;

    exports dev.nabla2.engine;
    exports dev.nabla2.engine.backend;
    exports dev.nabla2.engine.check;
    exports dev.nabla2.engine.compose;
}
