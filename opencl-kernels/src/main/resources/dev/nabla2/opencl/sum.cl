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
