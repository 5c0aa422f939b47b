package dev.nabla2.opencl;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The three convolutions on a processor: matrix products in registers, as in {@code panels.cl} or, of a few rows, {@code few.cl}, and in
 * {@code correlation.cl}, of what has been laid out for that.
 */
final class PackedConvolutions implements Convolutions {
    /** How many terms are copied and multiplied at a time: so many that they stay in a cache. */
    private static final int TERMS = 128;

    /** How many tiles, one above another, use what an item has copied. */
    private static final int STRIPS = 16;

    /** The same for the adjoint by filters, where up to {@link #PANELS} tiles stand side by side. */
    private static final int LOWER_STRIPS = 4;

    private static final int PANELS = 4;

    /** Up to so many rows are multiplied with what they see where it lies. */
    private static final int FEW_ROWS = 4;

    /** With fewer than half so many sums an adjoint by filters leaves processors without work, unless sums are cut. */
    private static final int MANY_SUMS = 1 << 15;

    /** So many terms of a sum are worth a slice of their own. */
    private static final int MANY_TERMS = 2048;

    private final Programs programs;
    private final DeviceMemory memory;
    private final Packing packing;
    private final Sums sums;
    private final int computeUnits;
    private final int width;
    private final Map<String, Kernel> built = new ConcurrentHashMap<>();

    PackedConvolutions(Programs programs, DeviceMemory memory, Packing packing, Sums sums, Device device) {
        this.programs = programs;
        this.memory = memory;
        this.packing = packing;
        this.sums = sums;
        this.computeUnits = device.computeUnits();
        this.width = device.vectorWidth() >= 16 ? 16 : 8;
    }

    @Override
    public void convolve(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer filter, DeviceBuffer result) {
        slide(List.of(Sliding.convolve(p)), image, filter, result);
    }

    @Override
    public void convolveImage(ConvolutionProduct p, DeviceBuffer result, DeviceBuffer filter, DeviceBuffer image) {
        slide(Sliding.convolveImage(p), result, filter, image);
    }

    private void slide(List<Sliding> all, DeviceBuffer from, DeviceBuffer filter, DeviceBuffer out) {
        if (out.size() == 0) {
            return;
        }
        Frame frame = Frame.of(all);
        DeviceBuffer framed = framed(frame, all.get(0), from);
        for (Sliding sliding : all) {
            slide(sliding, sliding.table(frame), framed, filter, out);
        }
        framed.release();
    }

    private DeviceBuffer framed(Frame frame, Sliding p, DeviceBuffer from) {
        return packing.framed(frame, p.batch() * p.groups() * p.channels(), p.from(), from);
    }

    private void slide(Sliding p, int[] table, DeviceBuffer framed, DeviceBuffer filter, DeviceBuffer out) {
        // With the three vectors of a line, eight rows take most of a processor's 32 registers, or four of 16.
        int high = p.rows() == 1 ? 1 : p.rows() <= FEW_ROWS ? FEW_ROWS : width / 2;
        DeviceBuffer packed = packing.packed(p, table, high, filter);
        if (p.rows() <= FEW_ROWS) {
            slideFew(p, table, high, packed, framed, out);
        } else {
            slidePanels(p, table, high, packed, framed, out);
        }
        packed.release();
    }

    private void slideFew(
            Sliding p, int[] table, int high, DeviceBuffer packed, DeviceBuffer framed, DeviceBuffer out) {
        int[] places = p.places();
        int runs = p.batch() * places[0] * places[1] * Tiles.pieces(places[2], width);
        int beside = high == 1 ? 8 : 3 * width / 8;
        kernel("slide_few", "few.cl", high, beside, "")
                .run(p.groups() * Tiles.pieces(runs, beside), table, p.groups(), packed, framed, out);
    }

    private void slidePanels(
            Sliding p, int[] table, int high, DeviceBuffer packed, DeviceBuffer framed, DeviceBuffer out) {
        int strips = Tiles.pieces(p.rows(), high);
        int panels = Tiles.pieces(p.columns(), 3 * width);
        int parts = parts(strips, STRIPS, p.groups() * panels);
        kernel("slide", "panels.cl", high, 3, "#define STRIPS " + STRIPS)
                .run(p.groups() * parts * panels, table, p.groups(), parts, packed, framed, out);
    }

    /** Into how many parts strips are divided, so that none has more than {@code most} and every compute unit has work. */
    private int parts(int strips, int most, int others) {
        int few = Tiles.pieces(2 * computeUnits, Math.max(1, others));
        return Math.min(strips, Math.max(few, Tiles.pieces(strips, most)));
    }

    @Override
    public void convolveFilter(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer result, DeviceBuffer filter) {
        if (filter.size() == 0) {
            return;
        }
        Sliding sliding = Sliding.convolve(p);
        Frame frame = Frame.of(List.of(sliding));
        DeviceBuffer framed = framed(frame, sliding, image);
        int beside = sliding.rows() <= width ? 1 : 2;
        DeviceBuffer turned = packing.turned(sliding, p.resultSize(), beside * width, result);
        correlate(sliding, frame, beside, framed, turned, filter);
        framed.release();
        turned.release();
    }

    private void correlate(
            Sliding p, Frame frame, int beside, DeviceBuffer framed, DeviceBuffer turned, DeviceBuffer filter) {
        int high = width == 16 ? 12 : 6;
        int strips = Tiles.pieces(p.terms(), high);
        int sides = Tiles.pieces(Tiles.pieces(p.rows(), beside * width), PANELS);
        int slices = slices(filter.size(), p.columns());
        int parts = parts(strips, LOWER_STRIPS, p.groups() * sides * slices);
        DeviceBuffer out = slices == 1 ? filter : memory.allocate((long) slices * filter.size());
        String most = "#define STRIPS " + LOWER_STRIPS + "\n#define PANELS " + PANELS;
        kernel("correlate", "correlation.cl", high, beside, most)
                .run(
                        p.groups() * sides * slices * parts,
                        p.table(frame),
                        p.groups(),
                        p.rows(),
                        slices,
                        parts,
                        framed,
                        turned,
                        out);
        if (slices > 1) {
            sums.run(out, filter, 1, slices, filter.size());
            out.release();
        }
    }

    /** Into how many slices the sums are cut where there are few: by sizes alone, so that the bits are the same on every processor. */
    private static int slices(int sums, int terms) {
        return Math.max(1, Math.min(MANY_SUMS / sums, terms / MANY_TERMS));
    }

    private Kernel kernel(String name, String source, int rows, int vectors, String definitions) {
        String shape = "#define WIDTH " + width + "\n#define VECTORS " + vectors + "\n#define ROWS " + rows
                + "\n#define TERMS " + TERMS + "\n" + definitions + "\n";
        return built.computeIfAbsent(
                shape + name,
                any -> programs.kernel(shape + Sources.of("vectors.cl", "sliding.cl", source), name)
                        .inGroupsOf(1));
    }
}
