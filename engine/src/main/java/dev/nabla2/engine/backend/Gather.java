package dev.nabla2.engine.backend;

/**
 * A choice of elements along one axis by indices, and the way back.
 *
 * <p>For every index i of the loop the gathered element at {@code loop.out()} belongs to the source element at {@code loop.in()[0] +
 * stride · indices[loop.in()[1]]}; the source's layout does not move along the axis of choice. Indices are whole numbers from 0 to
 * {@code extent} − 1, stored as any number is.
 *
 * @param loop over the gathered elements: where they lie, where their line of the source starts, where their index lies
 * @param stride elements in the source from one index to the next
 * @param extent how many elements an index can choose from
 */
public record Gather(Loop loop, int stride, int extent) {
    /**
     * An index as an int.
     *
     * @throws IndexOutOfBoundsException if it is not a whole number in range
     */
    public int index(double index) {
        int whole = (int) index;
        if (whole != index || whole < 0 || whole >= extent) {
            throw new IndexOutOfBoundsException(
                    "gather: expected whole numbers from 0 to " + (extent - 1) + " as indices, found " + index);
        }
        return whole;
    }
}
