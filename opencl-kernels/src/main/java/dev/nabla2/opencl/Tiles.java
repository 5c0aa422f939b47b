package dev.nabla2.opencl;

/**
 * Kernels that compute a matrix in tiles, which {@code tiles.cl} explains, built for tiles that suit the device and fit into the matrix.
 */
final class Tiles {
    private static final int GPU_GROUP = 64;

    private final Programs programs;
    private final boolean isCpu;

    Tiles(Programs programs, Device device) {
        this.programs = programs;
        this.isCpu = device.kind() == Device.Kind.CPU;
    }

    /** Runs a kernel of a source for all tiles of so many matrices; arguments are those of {@link Kernel#run}. */
    void run(String source, String kernel, int matrices, int rows, int columns, Object... arguments) {
        if (matrices == 0 || rows == 0 || columns == 0) {
            return;
        }
        int high = rows >= 8 && isCpu ? 8 : rows >= 4 && !isCpu ? 4 : rows >= 2 ? 2 : 1;
        int wide = wide(columns);
        // On a processor a tile takes all registers, and items of a group would take turns with them.
        built(source, kernel, high, wide)
                .inGroupsOf(isCpu ? 1 : GPU_GROUP)
                .run(matrices * pieces(rows, high) * pieces(columns, wide), arguments);
    }

    /** How many columns a tile has where the matrix has so many. There are few shapes, for each is compiled. */
    int wide(int columns) {
        return columns >= 16 && isCpu ? 16 : columns >= 4 ? 4 : 1;
    }

    /** How many pieces a side is cut into, the last of which may lie over its neighbour. */
    static int pieces(int size, int piece) {
        return (size + piece - 1) / piece;
    }

    /** A kernel built for tiles of this shape. */
    Kernel built(String source, String kernel, int rows, int columns) {
        String shape = "#define ROWS " + rows + "\n#define COLUMNS " + columns + "\n";
        return programs.kernel(shape + Sources.of("tiles.cl", source), kernel);
    }
}
