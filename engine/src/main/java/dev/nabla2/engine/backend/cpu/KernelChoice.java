package dev.nabla2.engine.backend.cpu;

import java.lang.System.Logger.Level;

/**
 * Finds the kernels for this machine. The vector kernels are looked up by name, so that everything else loads where the
 * module jdk.incubator.vector is missing.
 */
final class KernelChoice {
    private static final String MODULE = "jdk.incubator.vector";
    /** Shorter vectors are not worth while, and the kernels count on as many. */
    private static final int LANES = 4;

    private static final String VECTOR_KERNELS = "dev.nabla2.engine.backend.cpu.VectorKernels";

    /** Chosen, and logged, once. */
    private static final class Best {
        static final Kernels KERNELS = choose();
    }

    private KernelChoice() {}

    static Kernels best() {
        return Best.KERNELS;
    }

    static Kernels of(Instructions instructions) {
        if (instructions == Instructions.SCALAR) {
            return new ScalarKernels();
        }
        if (!vectorModule()) {
            throw new IllegalStateException("vector kernels need the module " + MODULE + ": " + advice());
        }
        Kernels vector = load();
        if (vector.lanes() < LANES) {
            throw new IllegalStateException("vector kernels need vectors of " + LANES
                    + " elements or more; this processor's have " + vector.lanes());
        }
        return vector;
    }

    private static Kernels choose() {
        if ("scalar".equals(System.getProperty("nabla2.kernels")) || !optimisingCompiler()) {
            return new ScalarKernels();
        }
        if (!vectorModule()) {
            System.getLogger(KernelChoice.class.getPackageName())
                    .log(Level.INFO, "the cpu backend runs without vector instructions, and so slower: " + advice());
            return new ScalarKernels();
        }
        Kernels vector = load();
        return vector.lanes() < LANES ? new ScalarKernels() : vector;
    }

    private static String advice() {
        return "start java with --add-modules " + MODULE;
    }

    private static boolean vectorModule() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** Compiled by C1 alone, or not at all, vectors are objects, and far slower than plain loops. */
    private static boolean optimisingCompiler() {
        String information = System.getProperty("java.vm.info", "");
        return !information.contains("emulated-client") && !information.contains("interpreted");
    }

    private static Kernels load() {
        try {
            return (Kernels)
                    Class.forName(VECTOR_KERNELS).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels cannot be loaded", e);
        }
    }
}
