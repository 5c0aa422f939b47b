
/* One function f, whichever it is, of strided arguments; the layouts are of the result and of three arguments, of which `arity` count. */
__kernel void elementwise(
        const uint items, const int f, const float k, const int arity, const int rank, __constant const int *layouts,
        __global float *out, __global const float *a, __global const float *b, __global const float *c) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int size = 1 + 4 * rank;
    const float x = a[place(i, rank, layouts + size)];
    const float y = arity > 1 ? b[place(i, rank, layouts + 2 * size)] : 0;
    const float z = arity > 2 ? c[place(i, rank, layouts + 3 * size)] : 0;
    out[place(i, rank, layouts)] = apply(f, x, y, z, k);
}
