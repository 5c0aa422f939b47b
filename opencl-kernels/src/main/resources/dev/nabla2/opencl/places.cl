/*
 * Where the elements of a strided loop lie.
 *
 * A layout of rank r is a table of 1 + 4 r numbers: the offset, and for each axis, outermost first, its extent, two numbers by which
 * indices are divided by that extent, and its stride.
 */

/* n / d for n < 2^31 without a division: Granlund and Montgomery 1994, figure 4.1. */
static inline uint quotient(const uint n, const uint multiplier, const uint shift) {
    return (mul_hi(n, multiplier) + n) >> shift;
}

/* The position that an index stands for, the index being a number in row-major order. */
static inline int place(uint index, const int rank, __constant const int *layout) {
    int position = layout[0];
    for (int axis = rank - 1; axis > 0; axis--) {
        __constant const int *a = layout + 1 + 4 * axis;
        const uint outer = quotient(index, (uint) a[1], (uint) a[2]);
        position += (int) (index - outer * (uint) a[0]) * a[3];
        index = outer;
    }
    return position + (int) index * layout[4];
}
