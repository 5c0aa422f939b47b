package dev.nabla2.opencl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a device's matrix products are cut up. No number of a result depends on it.
 *
 * @param rows of the tile that an item computes, where the result has so many
 * @param columns of it
 * @param lanes how many numbers an item computes with at once; divides {@code columns}
 * @param group items of a work-group
 * @param reuse operands are packed where each of their numbers is used so many times, on average
 */
record ProductParameters(int rows, int columns, int lanes, int group, int reuse) {
    private static final int MOST_SUMS = 64;

    ProductParameters {
        boolean isTile = rows > 0 && columns > 0 && (lanes == 1 || lanes == 4 || lanes == 8 || lanes == 16);
        if (!isTile || columns % lanes != 0 || (long) rows * columns / lanes > MOST_SUMS || group < 1 || reuse < 0) {
            throw new IllegalArgumentException("expected a tile of up to " + MOST_SUMS
                    + " vectors of 1, 4, 8 or 16 numbers, found " + rows + " x " + columns + " of " + lanes);
        }
    }

    /** What suits devices of a kind. */
    static ProductParameters of(Device device) {
        if (device.kind() != Device.Kind.CPU) {
            return new ProductParameters(4, 4, 4, 64, Integer.MAX_VALUE);
        }
        // A tile takes half of the registers or more: there are 32 of 16 floats, and 16 of 8 or 4. PoCL runs the items
        // of a group inside
        // the loop over terms and would move the sums to memory at each of them, so that there is one item to a group.
        int lanes = lanes(device);
        return new ProductParameters(lanes == 16 ? 8 : 6, 2 * lanes, lanes, 1, 512);
    }

    private static int lanes(Device device) {
        return Math.max(4, Math.min(16, device.vectorWidth()));
    }

    /** Other tiles worth a try on a device, in the order in which to try them. */
    List<ProductParameters> tiles(Device device) {
        List<ProductParameters> tiles = new ArrayList<>();
        if (device.kind() == Device.Kind.CPU) {
            int widest = lanes(device);
            IntStream.of(widest, widest / 2).filter(lanes -> lanes >= 4).forEach(lanes -> {
                for (int vectors = 1; vectors <= 3; vectors++) {
                    for (int rows : new int[] {4, 6, 8, 12, 14}) {
                        // Fewer do not hide how long a multiplication takes; more do not fit into registers.
                        if (rows * vectors >= 8 && rows * vectors <= 28) {
                            tiles.add(new ProductParameters(rows, vectors * lanes, lanes, group, reuse));
                        }
                    }
                }
            });
        }
        return tiles;
    }

    /** The same tile with other limits for packing. */
    List<ProductParameters> reuses(Device device) {
        return device.kind() == Device.Kind.CPU
                ? IntStream.of(64, 128, 256, 512, 1024, 4096)
                        .mapToObj(other -> new ProductParameters(rows, columns, lanes, group, other))
                        .toList()
                : List.of();
    }

    /** By their names. */
    Map<String, Integer> toMap() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("rows", rows);
        map.put("columns", columns);
        map.put("lanes", lanes);
        map.put("group", group);
        map.put("reuse", reuse);
        return map;
    }

    /**
     * Of what {@link #toMap} made.
     *
     * @throws IllegalArgumentException if one is missing, or they cannot be
     */
    static ProductParameters of(Map<String, Integer> map) {
        for (String name : List.of("rows", "columns", "lanes", "group", "reuse")) {
            if (!map.containsKey(name)) {
                throw new IllegalArgumentException("expected a line for " + name + ", found none");
            }
        }
        return new ProductParameters(
                map.get("rows"), map.get("columns"), map.get("lanes"), map.get("group"), map.get("reuse"));
    }
}
