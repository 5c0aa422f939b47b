package dev.nabla2.engine.backend.cpu;

/** Which kernels a {@link CpuBackend} computes with. */
public enum Instructions {
    /** Plain Java. */
    SCALAR,
    /** The JDK's Vector API, which takes {@code --add-modules jdk.incubator.vector}. */
    VECTOR
}
