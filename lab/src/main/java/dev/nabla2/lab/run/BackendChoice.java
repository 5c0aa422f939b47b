package dev.nabla2.lab.run;

import dev.nabla2.engine.backend.Precision;
import java.util.List;

/** The backends that can be asked for. */
public enum BackendChoice {
    /** Fast kernels, in single or in double precision. */
    CPU("cpu"),
    /** A GPU, or whatever else OpenCL has a driver for. */
    OPENCL("opencl"),
    /** Plain loops in double precision. */
    REFERENCE("reference");

    private final String label;

    BackendChoice(String label) {
        this.label = label;
    }

    /** The name a user asks for it by. */
    public String label() {
        return label;
    }

    /** In which it computes; the first of them unless another is asked for. */
    public List<Precision> precisions() {
        return switch (this) {
            case CPU -> List.of(Precision.FLOAT, Precision.DOUBLE);
            case OPENCL -> List.of(Precision.FLOAT);
            case REFERENCE -> List.of(Precision.DOUBLE);
        };
    }
}
