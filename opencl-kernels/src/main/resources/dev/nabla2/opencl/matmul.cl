/*
 * Matrix products in registers: each item computes a tile of the result, so that every number it loads is used several times. Every number
 * of the result is one sum from the first term to the last, whatever the tile.
 */

/*
 * out = left x right, where numbers that are next to each other in a row of `right` are so in memory, and any number of `left` and of the
 * result may lie anywhere: `rowL` from one row of left to the next, `innerL` along a sum, `innerR` from one row of right to the next.
 */
__kernel void matmul_tile(
        const uint items, const int rows, const int inner, const int columns,
        const int rowL, const int innerL, const int innerR, const int rowO, const int columnO,
        const int strideL, const int strideR,
        __global const float *restrict left, __global const float *restrict right, __global float *restrict out) {
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int across = (columns + COLUMNS - 1) / COLUMNS;
    const int down = (rows + ROWS - 1) / ROWS;
    const int which = i / (across * down);
    const int row = start(i / across % down, ROWS, rows);
    const int column = start(i % across, COLUMNS, columns);
    __global const float *l = left + which * strideL + row * rowL;
    __global const float *r = right + which * strideR + column;
    Columns sums[ROWS];
#pragma unroll
    for (int m = 0; m < ROWS; m++) {
        sums[m] = 0;
    }
    for (int k = 0; k < inner; k++) {
        const Columns b = LOAD(r + k * innerR);
#pragma unroll
        for (int m = 0; m < ROWS; m++) {
            sums[m] = fma((Columns) (l[m * rowL + k * innerL]), b, sums[m]);
        }
    }
    __global float *o = out + which * rows * columns + row * rowO + column * columnO;
#pragma unroll
    for (int m = 0; m < ROWS; m++) {
        float line[COLUMNS];
        *(Columns *) line = sums[m];
#pragma unroll
        for (int n = 0; n < COLUMNS; n++) {
            o[m * rowO + n * columnO] = line[n];
        }
    }
}

/* Turns matrices round: out[k, c] = in[c, k] of each. An item writes COLUMNS numbers of a row; neighbours read the same memory lines. */
__kernel void turn(
        const uint items, const int inner, const int columns, const int stride,
        __global const float *restrict in, __global float *restrict out) {
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int across = (columns + COLUMNS - 1) / COLUMNS;
    const int k = i % inner;
    const int column = start(i / inner % across, COLUMNS, columns);
    const int which = i / inner / across;
    __global const float *x = in + which * stride + column * inner + k;
    __global float *o = out + (which * inner + k) * columns + column;
#pragma unroll
    for (int n = 0; n < COLUMNS; n++) {
        o[n] = x[n * inner];
    }
}
