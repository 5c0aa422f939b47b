package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Gathers, and the two ways in which {@code choices.cl} adds what was gathered to where it was chosen. */
final class Choices {
    private static final String[] SOURCES = {"places.cl", "choices.cl"};

    private final Kernels kernels;
    private final int parallelism;

    Choices(Kernels kernels, Device device) {
        this.kernels = kernels;
        this.parallelism = device.parallelism();
    }

    void gather(Gather gather, DeviceBuffer in, DeviceBuffer indices, DeviceBuffer out, DeviceBuffer fault) {
        Loop loop = gather.loop();
        int rank = loop.extents().length;
        int[] layouts = Layouts.table(rank, loop.extents(), loop.out(), loop.in()[0], loop.in()[1]);
        kernels.of("gather", SOURCES)
                .run(loop.size(), rank, layouts, gather.stride(), gather.extent(), fault, in, indices, out);
    }

    void scatterAdd(Gather gather, DeviceBuffer in, DeviceBuffer indices, DeviceBuffer out, DeviceBuffer fault) {
        Loop loop = gather.loop();
        int[] moves = loop.in()[0].strides();
        Axes lines = Axes.of(loop, axis -> moves[axis] != 0);
        Axes choices = Axes.of(loop, axis -> moves[axis] == 0);
        int[] layouts = Layouts.joined(
                lines.table(loop.in()[0], loop.out(), loop.in()[1]),
                choices.table(new Loop.Layout(0, loop.out().strides()), new Loop.Layout(0, loop.in()[1].strides())));
        boolean byLines = rounds(lines.size()) * (choices.size() + gather.extent())
                <= rounds(lines.size() * (long) gather.extent()) * choices.size();
        kernels.of(byLines ? "scatter_lines" : "scatter_elements", SOURCES)
                .run(
                        byLines ? lines.size() : lines.size() * gather.extent(),
                        choices.size(),
                        lines.rank(),
                        choices.rank(),
                        layouts,
                        gather.stride(),
                        gather.extent(),
                        fault,
                        in,
                        indices,
                        out);
    }

    /** How often the device begins anew until all items are done. */
    private long rounds(long items) {
        return (items + parallelism - 1) / parallelism;
    }

    /**
     * Some axes of a loop; if there are none, one of length 1.
     *
     * @param axes their numbers
     * @param extents their lengths
     */
    private record Axes(int[] axes, int[] extents) {
        static Axes of(Loop loop, IntPredicate chosen) {
            int[] axes =
                    IntStream.range(0, loop.extents().length).filter(chosen).toArray();
            int[] extents = axes.length == 0
                    ? new int[] {1}
                    : IntStream.of(axes).map(axis -> loop.extents()[axis]).toArray();
            return new Axes(axes, extents);
        }

        int rank() {
            return extents.length;
        }

        int size() {
            return IntStream.of(extents).reduce(1, (a, b) -> a * b);
        }

        int[] table(Loop.Layout... layouts) {
            Loop.Layout[] selected = new Loop.Layout[layouts.length];
            for (int i = 0; i < layouts.length; i++) {
                int[] strides = layouts[i].strides();
                selected[i] = new Loop.Layout(
                        layouts[i].offset(),
                        axes.length == 0
                                ? new int[1]
                                : IntStream.of(axes).map(axis -> strides[axis]).toArray());
            }
            return Layouts.table(rank(), extents, selected);
        }
    }
}
