/*
 * The numbers of engine's RandomStream, from the same counters: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3", SC 2011). A block of the stream is four numbers, and an item makes one block.
 */
static inline uint4 philox(const uint block, uint2 key) {
    uint4 c = (uint4)(block, 0, 0, 0);
    for (int round = 0; round < 10; round++) {
        const uint high0 = mul_hi(0xD2511F53u, c.x), low0 = 0xD2511F53u * c.x;
        const uint high1 = mul_hi(0xCD9E8D57u, c.z), low1 = 0xCD9E8D57u * c.z;
        c = (uint4)(high1 ^ c.y ^ key.x, low1, high0 ^ c.w ^ key.y, low0);
        key += (uint2)(0x9E3779B9u, 0xBB67AE85u);
    }
    return c;
}

/* The last block may have fewer numbers. */
static inline void store(const float4 numbers, const uint block, const uint count, __global float *out) {
    if (4 * block + 4 <= count) {
        vstore4(numbers, block, out);
        return;
    }
    const float each[4] = {numbers.x, numbers.y, numbers.z, numbers.w};
    for (uint i = 4 * block; i < count; i++) {
        out[i] = each[i - 4 * block];
    }
}

/* Odd multiples of 2^-33, each rounded once, as the host rounds a double that is exact. */
__kernel void draw_uniform(const uint items, const uint count, const uint key0, const uint key1, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const ulong4 odd = convert_ulong4(philox(i, (uint2)(key0, key1))) * 2 + 1;
    store(convert_float4_rte(odd) * 0x1p-33f, i, count, out);
}

#ifdef DOUBLES
/*
 * Box and Muller 1958 in doubles, as on the host. The device's logarithm, sine and cosine may differ from the host's in the last bits of
 * a double, which seldom changes the float that it is rounded to.
 */
__kernel void draw_normal(const uint items, const uint count, const uint key0, const uint key1, __global float *out) {
    const uint i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const double4 u = (convert_double4(philox(i, (uint2)(key0, key1))) + 0.5) * 0x1p-32;
    const double2 radius = sqrt(-2.0 * log(u.even));
    const double2 angle = 2.0 * M_PI * u.odd;
    store(convert_float4((double4)(radius * cos(angle), radius * sin(angle)).xzyw), i, count, out);
}
#endif
