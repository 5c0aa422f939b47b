package dev.nabla2.opencl;

/** What {@code packing.cl} lays out anew before it is multiplied, each in memory that the caller gives back. */
final class Packing {
    private static final String[] SOURCES = {"sliding.cl", "packing.cl"};
    /** As in the source. */
    private static final int BLOCK = 8;
    /** Whole vectors, of up to so many numbers, are read wherever one number is wanted. */
    private static final int BEYOND = 16;

    /** Items of a group, each of which lays out some hundred numbers. */
    private static final int GROUP = 8;

    private final Kernels kernels;
    private final DeviceMemory memory;

    Packing(Kernels kernels, DeviceMemory memory) {
        this.kernels = kernels;
        this.memory = memory;
    }

    /** So many channels of these extents, each in a frame. */
    DeviceBuffer framed(Frame frame, int channels, int[] extents, DeviceBuffer in) {
        DeviceBuffer framed = memory.allocate(channels * frame.plane() + BEYOND);
        int[] before = frame.before();
        kernels.of("frame", SOURCES)
                .inGroupsOfUpTo(GROUP)
                .run(
                        channels * frame.extents()[0],
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

    /** A filter as tiles of so many rows read it. */
    DeviceBuffer packed(Sliding p, int[] table, int high, DeviceBuffer filter) {
        int items = p.groups() * Tiles.pieces(p.rows(), high) * p.channels();
        DeviceBuffer packed = memory.allocate((long) items * p.taps().size() * high);
        kernels.of("pack", SOURCES).inGroupsOfUpTo(GROUP).run(items, table, high, filter, packed);
        return packed;
    }

    /** A result, of so many places, as tiles of so many outputs read it. */
    DeviceBuffer turned(Sliding p, int places, int wide, DeviceBuffer result) {
        int outputs = Tiles.pieces(p.rows(), wide) * wide;
        int matrices = p.batch() * p.groups();
        DeviceBuffer turned = memory.allocate((long) matrices * outputs * places);
        kernels.of("turn", SOURCES)
                .run(
                        matrices * (outputs / BLOCK) * Tiles.pieces(places, BLOCK),
                        p.batch(),
                        p.groups(),
                        p.rows(),
                        places,
                        wide,
                        result,
                        turned);
        return turned;
    }
}
