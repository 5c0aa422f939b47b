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

/*
 * Long lines are sorted: first runs of a few, then two neighbouring runs become one, again and again. What is sorted is indices, which are
 * kept as whole numbers, [outer, extent, inner] of them. An item finds the place of one element, so that no two write the same.
 */
static inline int precedes(const float x, const float y, const int largest) {
    return largest ? greater(x, y) : greater(y, x);
}

__kernel void sort_runs(
        const uint items, const int extent, const int inner, const int largest, const int width,
        __global const float *in, __global int *to) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int e = i / inner % extent;
    const int line = i - e * inner;
    __global const float *x = in + line;
    const int begin = e / width * width;
    const int end = min(begin + width, extent);
    const float own = x[e * inner];
    int rank = begin;
    for (int k = begin; k < end; k++) {
        const float other = x[k * inner];
        rank += equal(other, own) ? k < e : precedes(other, own, largest);
    }
    to[line + rank * inner] = e;
}

/* The elements of the run that begins first also come first among equals, as they have the lower indices. */
__kernel void merge_runs(
        const uint items, const int extent, const int inner, const int largest, const int width,
        __global const float *in, __global const int *from, __global int *to) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int p = i / inner % extent;
    const int line = i - p * inner;
    __global const float *x = in + line;
    __global const int *order = from + line;
    const int e = order[p * inner];
    const float own = x[e * inner];
    const int isLater = p / width % 2;
    const int begin = p / width * width;
    const int beside = isLater ? begin - width : begin + width;
    /* How many of the run beside come before the own element: a binary search. */
    int low = min(beside, extent);
    int high = min(beside + width, extent);
    const int first = low;
    while (low < high) {
        const int middle = (low + high) / 2;
        const float other = x[order[middle * inner] * inner];
        if (isLater ? !precedes(own, other, largest) : precedes(other, own, largest)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    to[line + (min(begin, beside) + (p - begin) + (low - first)) * inner] = e;
}

/* The first `count` of each line, as floats. */
__kernel void take_first(
        const uint items, const int extent, const int inner, const int count,
        __global const int *from, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int p = i / inner % count;
    const int line = i / inner / count;
    out[i] = from[(line * extent + p) * inner + i % inner];
}
