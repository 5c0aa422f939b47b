package dev.nabla2.engine.backend.cpu;

/**
 * Channels of images: the rows of the product are channels, its columns the elements of one image and then of the next.
 *
 * @param out the array
 * @param at the first channel of the first image
 * @param image the distance from one image to the next
 * @param channel the distance from one channel to the next
 * @param places where in a channel each of its elements lies that columns stand for
 * @param dense whether these lie one after another from the first place on
 */
record ImageTarget(float[] out, int at, int image, int channel, int[] places, boolean dense) implements Target {
    /** Where the first place of channel {@code row} of image {@code n} lies. */
    int at(int n, int row) {
        return at + n * image + row * channel + places[0];
    }

    @Override
    public void take(int row, int column, int rows, int columns, float[] from, int fromAt, int stride) {
        for (int done = 0; done < columns; ) {
            int first = (column + done) % places.length;
            int count = Math.min(columns - done, places.length - first);
            int to = at + (column + done) / places.length * image + row * channel;
            for (int r = 0; r < rows; r++) {
                copy(from, fromAt + done + r * stride, to + r * channel, first, count);
            }
            done += count;
        }
    }

    private void copy(float[] from, int fromAt, int to, int first, int count) {
        if (dense) {
            System.arraycopy(from, fromAt, out, to + places[first], count);
        } else {
            for (int i = 0; i < count; i++) {
                out[to + places[first + i]] = from[fromAt + i];
            }
        }
    }
}
