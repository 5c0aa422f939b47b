package dev.nabla2.opencl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a device's matrix products are cut up. No number of a result depends on it.
 *
 * @param rows of the tile that an item computes, where the result has so many
 * @param columns of it
 * @param lanes how many numbers an item computes with at once; divides {@code columns}
 * @param down items of a work-group, one below another
 * @param across items of a work-group, side by side
 * @param depth how many terms of its sums a work-group brings to local memory at a time; 0 if each item works for itself, from operands that
 *     are packed
 * @param reuse operands are brought to local memory, or packed, where each of their numbers is used so many times, on average
 */
record ProductParameters(int rows, int columns, int lanes, int down, int across, int depth, int reuse) {
    private static final int MOST_SUMS = 64;
    private static final int FLOAT_BYTES = 4;
    private static final int MOST = 1 << 12;
    private static final List<String> NAMES = List.of("rows", "columns", "lanes", "down", "across", "depth", "reuse");

    ProductParameters {
        boolean isTile = Stream.of(rows, columns, lanes, down, across).allMatch(size -> size > 0 && size <= MOST)
                && (lanes == 1 || lanes == 4 || lanes == 8 || lanes == 16)
                && columns % lanes == 0
                && rows * columns / lanes <= MOST_SUMS;
        boolean isShared = lanes == 4 && rows % lanes == 0;
        if (!isTile || depth < 0 || depth > MOST || reuse < 0 || (depth > 0 && !isShared)) {
            throw new IllegalArgumentException("expected tiles of up to " + MOST_SUMS
                    + " vectors of 1, 4, 8 or 16 numbers, of 4 where items share, found "
                    + List.of(rows, columns, lanes, down, across, depth, reuse));
        }
    }

    /** What suits devices of a kind. */
    static ProductParameters of(Device device) {
        if (device.kind() != Device.Kind.CPU) {
            ProductParameters each = new ProductParameters(4, 4, 4, 1, 1, 0, Integer.MAX_VALUE);
            return Stream.of(16, 8, 4)
                    .map(side -> new ProductParameters(4, 4, 4, side, side, 16, 32))
                    .filter(shared -> shared.fits(device))
                    .findFirst()
                    .orElse(each);
        }
        // A tile takes half of the registers or more: there are 32 of 16 floats, and 16 of 8 or 4. PoCL runs the items
        // of a group inside
        // the loop over terms and would move the sums to memory at each of them, so that there is one item to a group.
        int lanes = lanes(device);
        return new ProductParameters(lanes == 16 ? 8 : 6, 2 * lanes, lanes, 1, 1, 0, 512);
    }

    private static int lanes(Device device) {
        return Math.max(4, Math.min(16, device.vectorWidth()));
    }

    /** Whether a device can have such work-groups, with as much local memory. */
    boolean fits(Device device) {
        long numbers = (long) depth * (rows * down + columns * across + 2 * lanes);
        return down * across <= device.largestGroup() && numbers * FLOAT_BYTES <= device.localMemory();
    }

    /** Other tiles worth a try on a device, in the order in which to try them. */
    List<ProductParameters> tiles(Device device) {
        return device.kind() == Device.Kind.CPU ? tilesOfItems(lanes(device)) : tilesOfGroups(device);
    }

    private List<ProductParameters> tilesOfItems(int widest) {
        // Fewer vectors do not hide how long a multiplication takes; more do not fit into registers.
        return IntStream.of(widest, widest / 2)
                .filter(width -> width >= 4)
                .boxed()
                .flatMap(width -> Stream.of(1, 2, 3)
                        .flatMap(vectors -> Stream.of(4, 6, 8, 12, 14)
                                .filter(high -> high * vectors >= 8 && high * vectors <= 28)
                                .map(high -> new ProductParameters(high, vectors * width, width, 1, 1, 0, reuse))))
                .toList();
    }

    private List<ProductParameters> tilesOfGroups(Device device) {
        List<Integer> items = List.of(4, 8);
        List<Integer> groups = List.of(8, 16);
        return items.stream()
                .flatMap(high -> items.stream()
                        .flatMap(wide -> groups.stream()
                                .flatMap(below -> groups.stream()
                                        .flatMap(beside -> Stream.of(8, 16, 32)
                                                .map(deep -> new ProductParameters(
                                                        high, wide, 4, below, beside, deep, reuse))))))
                .filter(shared -> shared.fits(device))
                .toList();
    }

    /** The same tile with other limits from which on operands are brought together. */
    List<ProductParameters> reuses() {
        return (depth == 0 ? Stream.of(64, 128, 256, 512, 1024, 4096) : Stream.of(8, 16, 32, 64, 128, 256))
                .map(other -> new ProductParameters(rows, columns, lanes, down, across, depth, other))
                .toList();
    }

    /** By their names. */
    Map<String, Integer> toMap() {
        int[] values = {rows, columns, lanes, down, across, depth, reuse};
        Map<String, Integer> map = new LinkedHashMap<>();
        IntStream.range(0, values.length).forEach(i -> map.put(NAMES.get(i), values[i]));
        return map;
    }

    /**
     * Of what {@link #toMap} made.
     *
     * @throws IllegalArgumentException if one is missing, or they cannot be
     */
    static ProductParameters of(Map<String, Integer> map) {
        if (!map.keySet().equals(Set.copyOf(NAMES))) {
            throw new IllegalArgumentException("expected " + NAMES + ", found " + map.keySet());
        }
        int[] values = NAMES.stream().mapToInt(map::get).toArray();
        return new ProductParameters(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
    }
}
