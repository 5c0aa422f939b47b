package dev.nabla2.opencl;

import java.util.Optional;

/** Matrix products by work-groups that share what they read, as {@code groups.cl} explains. */
final class GroupedProducts {
    private final ProductParameters parameters;
    private final Programs programs;
    private Optional<Kernel> kernel = Optional.empty();

    GroupedProducts(ProductParameters parameters, Programs programs) {
        this.parameters = parameters;
        this.programs = programs;
    }

    void run(int count, int inner, Operand left, Operand right, DeviceBuffer out) {
        int down = left.panels(parameters.rows() * parameters.down());
        int across = right.panels(parameters.columns() * parameters.across());
        int group = parameters.down() * parameters.across();
        kernel().inGroupsOf(group)
                .run(
                        count * down * across * group,
                        left.side(),
                        inner,
                        right.side(),
                        left.stepSide(),
                        left.stepInner(),
                        left.stride(),
                        right.stepSide(),
                        right.stepInner(),
                        right.stride(),
                        left.buffer(),
                        right.buffer(),
                        out);
    }

    private synchronized Kernel kernel() {
        if (kernel.isEmpty()) {
            kernel = Optional.of(programs.kernel(source(), "multiply_in_groups"));
        }
        return kernel.get();
    }

    private String source() {
        return "#define ROWS " + parameters.rows()
                + "\n#define COLUMNS " + parameters.columns()
                + "\n#define DOWN " + parameters.down()
                + "\n#define ACROSS " + parameters.across()
                + "\n#define DEPTH " + parameters.depth() + "\n"
                + Sources.of("groups.cl");
    }
}
