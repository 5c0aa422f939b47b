package dev.nabla2.engine.backend.cpu;

/** Where the elements of a {@link TiledProduct} go. */
interface Target {
    /**
     * Takes a finished block of the result.
     *
     * @param row its first row
     * @param column its first column
     * @param rows how many rows
     * @param columns how many columns
     * @param from where the block lies
     * @param at its first element
     * @param stride the distance of its rows
     */
    void take(int row, int column, int rows, int columns, float[] from, int at, int stride);

    /** A row-major array, into which tiles are written straight. */
    record Matrix(float[] out, int at, int stride) implements Target {
        @Override
        public void take(int row, int column, int rows, int columns, float[] from, int fromAt, int fromStride) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, fromAt + r * fromStride, out, at + (row + r) * stride + column, columns);
            }
        }
    }
}
