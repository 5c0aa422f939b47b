package dev.nabla2.opencl;

/**
 * An operand of a matrix product, or one of several products. Its side is its rows if it is the left, its columns if it is the right.
 *
 * @param buffer where it lies
 * @param side how many rows or columns it has
 * @param stepSide elements from one of them to the next
 * @param stepInner elements from a term of a sum to the next
 * @param stride elements from one product to the next; 0 if all take the same
 * @param panel elements from panel to panel if it is packed, otherwise 0
 */
record Operand(DeviceBuffer buffer, int side, int stepSide, int stepInner, int stride, int panel) {
    /**
     * A matrix that is not packed.
     *
     * @param isTurned whether a row or column of the side lies in one piece, instead of a term of all sums
     */
    static Operand of(DeviceBuffer buffer, int side, int inner, boolean isTurned, int stride) {
        return new Operand(buffer, side, isTurned && side > 1 ? inner : 1, isTurned ? 1 : side, stride, 0);
    }

    /** Whether the numbers that a term of a sum needs lie next to each other. */
    boolean isAlongSide() {
        return stepSide == 1;
    }

    /** How many panels of this width it makes, the last of which may lie over its neighbour. */
    int panels(int width) {
        return (side + width - 1) / width;
    }
}
