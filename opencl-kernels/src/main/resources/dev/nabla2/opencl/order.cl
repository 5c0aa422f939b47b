/*
 * Which elements along the middle axis of [outer, extent, inner] come first. Of equal elements the one with the lower index does; NaN is
 * larger than every number.
 */
static inline int equal(const float x, const float y) {
    return x == y || (isnan(x) && isnan(y));
}

static inline int greater(const float x, const float y) {
    return x > y || (isnan(x) && !isnan(y));
}

/* An item for each line: the first of all. */
__kernel void first(
        const uint items, const int extent, const int inner, const int largest,
        __global const float *in, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int line = i / inner;
    __global const float *x = in + line * extent * inner + (i - line * inner);
    int best = 0;
    for (int k = 1; k < extent; k++) {
        if (largest ? greater(x[k * inner], x[best * inner]) : greater(x[best * inner], x[k * inner])) {
            best = k;
        }
    }
    out[i] = best;
}

/* An item for each element: its rank is the number of those before it, so that no two write the same place. */
__kernel void ranks(
        const uint items, const int extent, const int inner, const int count, const int largest,
        __global const float *in, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int beside = i % inner;
    const int e = i / inner % extent;
    const int line = i / inner / extent;
    __global const float *x = in + line * extent * inner + beside;
    const float own = x[e * inner];
    int rank = 0;
    for (int k = 0; k < extent; k++) {
        const float other = x[k * inner];
        const int before = equal(other, own) ? k < e : largest ? greater(other, own) : greater(own, other);
        rank += before;
    }
    if (rank < count) {
        out[(line * count + rank) * inner + beside] = e;
    }
}
