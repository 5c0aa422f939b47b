/*
 * Sums over the middle axis of [outer, reduced, inner].
 *
 * Each line of reduced * inner numbers is folded to `width` numbers, a multiple of inner: number f of the fold is the sum of those at
 * f, f + width, f + 2 width… Neighbouring items then read neighbouring numbers. Folding again and again until the width is inner is the
 * sum; who adds what to what depends on the sizes only, so the result is always the same.
 */
__kernel void fold(const uint items, const uint length, const uint width, __global const float *in, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const uint line = i / width;
    const uint f = i - line * width;
    __global const float *x = in + line * length + f;
    const uint terms = (length - f - 1) / width + 1;
    /* Four sums, which a processor can add at the same time, and which lose fewer digits. */
    float a = 0, b = 0, c = 0, d = 0;
    uint t = 0;
    for (; t + 4 <= terms; t += 4) {
        a += x[t * width];
        b += x[(t + 1) * width];
        c += x[(t + 2) * width];
        d += x[(t + 3) * width];
    }
    for (; t < terms; t++) {
        a += x[t * width];
    }
    out[i] = (a + b) + (c + d);
}

/* Sets a flag if a number is infinite or none. Items that set it at the same time write the same. */
__kernel void find_not_finite(const uint items, __global const float *in, __global float *found) {
    const uint i = get_global_id(0);
    if (i < items && !isfinite(in[i])) {
        found[0] = 1;
    }
}

/*
 * Notes a number if any of eight buffers holds one that is infinite or none, unless there is a note already, whose writer came before.
 * Items that note at the same time write the same.
 */
#define LOOK(n, in)                \
    if (i < n && !isfinite(in[i])) { \
        wrong = 1;                 \
    }

__kernel void note_not_finite(
        const uint items, const float number, __global float *note,
        const uint n0, __global const float *in0, const uint n1, __global const float *in1,
        const uint n2, __global const float *in2, const uint n3, __global const float *in3,
        const uint n4, __global const float *in4, const uint n5, __global const float *in5,
        const uint n6, __global const float *in6, const uint n7, __global const float *in7) {
    const uint i = get_global_id(0);
    int wrong = 0;
    LOOK(n0, in0)
    LOOK(n1, in1)
    LOOK(n2, in2)
    LOOK(n3, in3)
    LOOK(n4, in4)
    LOOK(n5, in5)
    LOOK(n6, in6)
    LOOK(n7, in7)
    if (wrong && note[0] == 0) {
        note[0] = number;
    }
}
