package dev.nabla2.engine.backend.cpu;

/**
 * The innermost part of a matrix product: a block of the result that stays in registers while the sums run.
 *
 * <p>The left operand is read element by element, so that it may lie either way: line by line, as a matrix does, or step by
 * step, as a transposed one does. Of the right operand the columns that meet at one step of the sums stand side by side (Goto
 * and van de Geijn, Anatomy of high-performance matrix multiplication, 2008).
 */
interface Tile {
    int rows();

    int columns();

    /** The narrowest tile of as many rows that has at least {@code columns} columns, or this one if there is none. */
    Tile narrowed(int columns);

    /** The columns of all tiles that {@code columns} columns take, of which the last is narrowed. */
    default int padded(int columns) {
        int before = (columns - 1) / columns() * columns();
        return before + narrowed(columns - before).columns();
    }

    /**
     * {@code out[r, c] = Σ_k a[aAt + rows[row + r] + k] · b[bAt + k * bStep + c]}, added to what {@code out} holds if {@code
     * accumulate}. The rows of {@code out} lie {@code stride} apart.
     */
    void multiplyLines(
            int inner,
            float[] a,
            int aAt,
            int[] rows,
            int row,
            float[] b,
            int bAt,
            int bStep,
            float[] out,
            int outAt,
            int stride,
            boolean accumulate);

    /** The same with {@code a[aAt + steps[step + k] + r]}. */
    void multiplySteps(
            int inner,
            float[] a,
            int aAt,
            int[] steps,
            int step,
            float[] b,
            int bAt,
            int bStep,
            float[] out,
            int outAt,
            int stride,
            boolean accumulate);

    /** Copies {@code count} strips of {@code width} elements, which lie {@code fromStride} and {@code toStride} apart. */
    void copyStrips(float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int count);

    /** The longest run that {@link #copyRuns} copies. */
    int longestRun();

    /**
     * Copies the runs from {@code begin} to {@code end} into one strip of {@link #columns} elements after another; strip {@code s}
     * reads them {@code steps[first + s]} elements on. What lies between runs is undefined afterwards.
     *
     * @param from the source, which goes on for {@link #columns} elements after the last that a run needs
     */
    void copyRuns(float[] from, int[] steps, int first, int count, Runs runs, int begin, int end, float[] to, int toAt);

    /**
     * Copies {@code rows} rows of {@code width} elements, which lie {@code fromStride} and {@code toStride} apart. What lies
     * between the rows of {@code to} is undefined afterwards, as are {@link #columns} elements after the last.
     */
    void copyRows(float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int rows);

    /**
     * Adds {@code rows} rows of {@code width} elements, which lie {@code fromStride} and {@code toStride} apart, to others. What follows
     * a row is added to as if zeros were; both arrays go on for {@link #columns} elements after their last row.
     */
    void addRows(float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int width, int rows);

    /**
     * Sorts the elements of {@code from} by their indices' remainders modulo {@code period}: {@code count} of each, which begin
     * {@code toStride} apart. Up to {@link #columns} elements after each are undefined afterwards.
     */
    void split(float[] from, int period, int count, float[] to, int toAt, int toStride);
}
