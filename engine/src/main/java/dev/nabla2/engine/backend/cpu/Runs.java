package dev.nabla2.engine.backend.cpu;

/** Stretches of neighbouring elements that go to neighbouring places in one strip of a panel, as arrays for a fast loop. */
final class Runs {
    private final int longest;
    private final int[] from;
    private final int[] to;
    private final int[] length;
    private int count;

    /** Room for {@code capacity} runs, of up to {@code longest} elements each. */
    Runs(int capacity, int longest) {
        this.longest = longest;
        this.from = new int[capacity];
        this.to = new int[capacity];
        this.length = new int[capacity];
    }

    /** A new run of one element. */
    void begin(int fromAt, int toAt) {
        from[count] = fromAt;
        to[count] = toAt;
        length[count++] = 1;
    }

    /** One more element, of the last run if it fits there. */
    void extend(int fromAt, int toAt) {
        int last = count - 1;
        boolean fits = fromAt == from[last] + length[last] && toAt == to[last] + length[last];
        if (fits && length[last] < longest) {
            length[last]++;
        } else {
            begin(fromAt, toAt);
        }
    }

    int count() {
        return count;
    }

    /** Where each run is read. */
    int[] from() {
        return from;
    }

    /** Where in its strip each run is written; ascending within a strip. */
    int[] to() {
        return to;
    }

    /** How many elements each run has. */
    int[] length() {
        return length;
    }
}
