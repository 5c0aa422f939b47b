package dev.nabla2.opencl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The kernels that stand in the sources as they are; each source is built when one of its kernels is first asked for. */
final class Kernels {
    private final Programs programs;
    private final Map<String, Kernel> found = new ConcurrentHashMap<>();

    Kernels(Programs programs) {
        this.programs = programs;
    }

    /** The kernel of this name in a program of these sources, which are the same at every call. */
    Kernel of(String name, String... sources) {
        return of(name, () -> Sources.of(sources));
    }

    /** The kernel of this name in a program, which is the same at every call. */
    Kernel of(String name, Supplier<String> source) {
        Kernel kernel = found.get(name);
        return kernel == null ? found.computeIfAbsent(name, n -> programs.kernel(source.get(), n)) : kernel;
    }
}
