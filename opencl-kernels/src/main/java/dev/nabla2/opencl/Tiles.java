package dev.nabla2.opencl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kernels that compute a matrix in tiles, which {@code tiles.cl} explains, built for tiles that suit a graphics card and fit into the matrix.
 */
final class Tiles {
    private static final int GROUP = 64;

    private final Programs programs;
    private final Map<String, Kernel> built = new ConcurrentHashMap<>();

    Tiles(Programs programs) {
        this.programs = programs;
    }

    /** Runs a kernel of a source for all tiles of so many matrices; arguments are those of {@link Kernel#run}. */
    void run(String source, String kernel, int matrices, int rows, int columns, Object... arguments) {
        if (matrices == 0 || rows == 0 || columns == 0) {
            return;
        }
        // There are few shapes, for each is compiled.
        int high = rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
        int wide = columns >= 4 ? 4 : 1;
        built(source, kernel, high, wide)
                .inGroupsOfUpTo(GROUP)
                .run(matrices * pieces(rows, high) * pieces(columns, wide), arguments);
    }

    /** How many pieces a side is cut into, the last of which may lie over its neighbour. */
    static int pieces(int size, int piece) {
        return (size + piece - 1) / piece;
    }

    /** A kernel built for tiles of this shape. */
    private Kernel built(String source, String kernel, int rows, int columns) {
        String shape = "#define ROWS " + rows + "\n#define COLUMNS " + columns + "\n";
        return built.computeIfAbsent(
                shape + kernel, any -> programs.kernel(shape + Sources.of("tiles.cl", source), kernel));
    }
}
