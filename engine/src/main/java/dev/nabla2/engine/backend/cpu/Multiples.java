package dev.nabla2.engine.backend.cpu;

/** The multiples of a number as the places that a {@link Tile} reads, kept until another number is asked for. */
final class Multiples {
    private int[] places = {};
    private int distance;

    /** At least the first {@code count} multiples of {@code distance}. */
    int[] of(int distance, int count) {
        if (this.distance != distance || places.length < count) {
            places = places.length < count ? new int[count] : places;
            this.distance = distance;
            for (int i = 0; i < places.length; i++) {
                places[i] = i * distance;
            }
        }
        return places;
    }
}
