/*
 * Choices along an axis by indices, which are whole numbers stored as floats, and the way back. Layouts are as in places.cl.
 *
 * The host does not wait, so an index that cannot be is noted for whoever reads next: fault[0] is 1, fault[1] the number of elements
 * to choose from, fault[2] the bits of the index.
 */
static inline int chosen(const float index, const int extent, __global int *fault) {
    if (index >= 0 && index < extent && floor(index) == index) {
        return (int) index;
    }
    if (atomic_cmpxchg(fault, 0, 1) == 0) {
        fault[1] = extent;
        fault[2] = as_int(index);
    }
    return -1;
}

/* Layouts: of the gathered elements, of their lines of the source, of their indices. */
__kernel void gather(
        const uint items, const int rank, __constant const int *layouts, const int stride, const int extent,
        __global int *fault, __global const float *in, __global const float *indices, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int size = 1 + 4 * rank;
    const int e = chosen(indices[place(i, rank, layouts + 2 * size)], extent, fault);
    if (e >= 0) {
        out[place(i, rank, layouts)] = in[place(i, rank, layouts + size) + stride * e];
    }
}

/*
 * Two ways back, neither with atomic additions, whose order would change from run to run. The axes of the loop are those along which the
 * source's line changes, and those along which it is chosen from: a line and a choice have layouts of their own, in this order: the
 * source's line, and the gathered elements and indices where a line begins; the same two from one choice to the next.
 *
 * An item for each line adds its choices one after the other: best where there are many lines.
 */
__kernel void scatter_lines(
        const uint items, const int choices, const int lineRank, const int choiceRank, __constant const int *layouts,
        const int stride, const int extent, __global int *fault,
        __global const float *in, __global const float *indices, __global float *out) {
    const uint line = get_global_id(0);
    if (line >= items) {
        return;
    }
    const int size = 1 + 4 * lineRank;
    __constant const int *steps = layouts + 3 * size;
    __global float *to = out + place(line, lineRank, layouts);
    const int from = place(line, lineRank, layouts + size);
    const int index = place(line, lineRank, layouts + 2 * size);
    for (int e = 0; e < extent; e++) {
        to[stride * e] = 0;
    }
    for (int c = 0; c < choices; c++) {
        const int e = chosen(indices[index + place(c, choiceRank, steps + 1 + 4 * choiceRank)], extent, fault);
        if (e >= 0) {
            to[stride * e] += in[from + place(c, choiceRank, steps)];
        }
    }
}

/* An item for each element of the source looks through all choices of its line for its own: best where there are few lines. */
__kernel void scatter_elements(
        const uint items, const int choices, const int lineRank, const int choiceRank, __constant const int *layouts,
        const int stride, const int extent, __global int *fault,
        __global const float *in, __global const float *indices, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const uint line = i / extent;
    const int e = i - line * extent;
    const int size = 1 + 4 * lineRank;
    __constant const int *steps = layouts + 3 * size;
    const int from = place(line, lineRank, layouts + size);
    const int index = place(line, lineRank, layouts + 2 * size);
    float sum = 0;
    for (int c = 0; c < choices; c++) {
        if (chosen(indices[index + place(c, choiceRank, steps + 1 + 4 * choiceRank)], extent, fault) == e) {
            sum += in[from + place(c, choiceRank, steps)];
        }
    }
    out[place(line, lineRank, layouts) + stride * e] = sum;
}
