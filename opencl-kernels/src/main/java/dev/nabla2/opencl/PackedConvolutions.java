package dev.nabla2.opencl;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.List;

/** The three convolutions on a processor, as {@code panels.cl} explains. */
final class PackedConvolutions implements Convolutions {
    private static final String SOURCE = "panels.cl";
    private static final int TERMS = 128;
    private static final int STRIPS = 16;

    private final Programs programs;
    private final DeviceMemory memory;
    private final Device device;
    private final Convolutions tiled;

    PackedConvolutions(Programs programs, DeviceMemory memory, Device device, Convolutions tiled) {
        this.programs = programs;
        this.memory = memory;
        this.device = device;
        this.tiled = tiled;
    }

    @Override
    public void convolve(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer filter, DeviceBuffer result) {
        slide(List.of(Sliding.convolve(p)), image, filter, result);
    }

    @Override
    public void convolveImage(ConvolutionProduct p, DeviceBuffer result, DeviceBuffer filter, DeviceBuffer image) {
        slide(Sliding.convolveImage(p), result, filter, image);
    }

    @Override
    public void convolveFilter(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer result, DeviceBuffer filter) {
        tiled.convolveFilter(p, image, result, filter);
    }

    private void slide(List<Sliding> all, DeviceBuffer from, DeviceBuffer filter, DeviceBuffer out) {
        if (out.size() == 0) {
            return;
        }
        Frame frame = Frame.of(all);
        Sliding any = all.get(0);
        DeviceBuffer framed = framed(frame, any.batch() * any.groups() * any.channels(), any.from(), from);
        for (Sliding sliding : all) {
            slide(sliding, sliding.table(frame), framed, filter, out);
        }
        framed.release();
    }

    private DeviceBuffer framed(Frame frame, int channels, int[] extents, DeviceBuffer in) {
        // Whole vectors are read wherever one number is wanted.
        DeviceBuffer framed = memory.allocate(channels * frame.plane() + width());
        int[] before = frame.before();
        kernel("frame", 1)
                .run(
                        channels * frame.extents()[0] * frame.extents()[1],
                        extents[0],
                        extents[1],
                        extents[2],
                        before[0],
                        before[1],
                        before[2],
                        frame.extents()[0],
                        frame.extents()[1],
                        frame.step(),
                        frame.across(),
                        in,
                        framed);
        return framed;
    }

    private void slide(Sliding p, int[] table, DeviceBuffer framed, DeviceBuffer filter, DeviceBuffer out) {
        int high = p.rows() > 2 ? full() : p.rows();
        int strips = Tiles.pieces(p.rows(), high);
        int panels = Tiles.pieces(p.columns(), width() * 3);
        DeviceBuffer packed = memory.allocate(p.groups() * strips * p.terms() * high);
        kernel("pack", high).run(p.groups() * strips * p.terms(), table, filter, packed);
        int few = Tiles.pieces(2 * device.computeUnits(), Math.max(1, panels * p.groups()));
        int parts = Math.min(strips, Math.max(few, Tiles.pieces(strips, STRIPS)));
        kernel("slide", high)
                .inGroupsOf(1)
                .run(p.groups() * parts * panels, table, p.groups(), parts, packed, framed, out);
        packed.release();
    }

    private int width() {
        return device.vectorWidth() >= 16 ? 16 : device.vectorWidth() >= 8 ? 8 : 4;
    }

    /** Rows of a tile of three vectors that leave a few registers free, of 32 or of 16. */
    private int full() {
        return width() == 16 ? 8 : 4;
    }

    private Kernel kernel(String name, int rows) {
        String shape = "#define WIDTH " + width() + "\n#define VECTORS 3\n#define ROWS " + rows + "\n#define TERMS "
                + TERMS + "\n#define STRIPS " + STRIPS + "\n";
        return programs.kernel(shape + Sources.of(SOURCE), name);
    }
}
