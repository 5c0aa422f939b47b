/*
 * Steps of optimisers in place, each in the order in which the rule is defined, and two rules of training beside them. The numbers after
 * the state are the rule's constants. Where something is noted, as that a number before was not finite, nothing moves.
 */
#define ELEMENT                          \
    const uint i = get_global_id(0);     \
    if (i >= items || note[0] != 0) {    \
        return;                          \
    }                                    \
    const float g = gradient[i];

__kernel void sgd(const uint items, __global const float *note, __global const float *gradient, __global float *p, const float rate) {
    ELEMENT
    p[i] = p[i] - g * rate;
}

__kernel void rmsprop(
        const uint items, __global const float *note, __global const float *gradient, __global float *p, __global float *s,
        const float rate, const float decay, const float rest, const float epsilon) {
    ELEMENT
    const float square = s[i] * decay + g * g * rest;
    s[i] = square;
    p[i] = p[i] - g / (sqrt(square) + epsilon) * rate;
}

__kernel void adam(
        const uint items, __global const float *note, __global const float *gradient, __global float *p, __global float *m, __global float *v,
        const float size, const float beta1, const float rest1, const float beta2, const float rest2,
        const float correction, const float epsilon) {
    ELEMENT
    const float mean = m[i] * beta1 + g * rest1;
    const float square = v[i] * beta2 + g * g * rest2;
    m[i] = mean;
    v[i] = square;
    p[i] = p[i] - mean / (sqrt(square) * correction + epsilon) * size;
}

__kernel void assign(const uint items, __global const float *note, __global const float *gradient, __global float *p) {
    ELEMENT
    p[i] = g;
}

__kernel void average(
        const uint items, __global const float *note, __global const float *gradient, __global float *p, const float share, const float rest) {
    ELEMENT
    p[i] = p[i] * share + g * rest;
}

/* Here the "gradient" is where the parameter was, and the state where it is now, and its last step. */
__kernel void optimistic(
        const uint items, __global const float *note, __global const float *gradient, __global float *p, __global float *last, const float first) {
    ELEMENT
    const float step = p[i] - g;
    p[i] = p[i] + (first != 0 ? 0 : step - last[i]);
    last[i] = step;
}
