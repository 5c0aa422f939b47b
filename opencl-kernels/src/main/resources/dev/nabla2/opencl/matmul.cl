/*
 * Matrix products in registers: each item computes a tile of the result, so that every number it loads is used several times. Every number
 * of the result is one sum from the first term to the last, whatever the tile.
 *
 * The tile is that of vectors.cl: ROWS rows of WIDE numbers, in vectors of WIDTH. Of 32 registers for 16 floats each, a tile of 8 x 32 takes
 * 16 and a row of the right operand 2; numbers of the left come from memory. So many sums at once are also what hides that a multiplication
 * takes several cycles until the next can be added to it.
 *
 * Where a size is not a multiple, the last tile is moved back until it fits: it computes some numbers a second time, to the same bits, and
 * nothing needs a mask. The host sees to it that no tile is larger than the result.
 *
 * out = left x right. Tile i of the left operand's rows begins at i * panelL where the operand is packed, at the tile's first row where it
 * is not, when panelL is 0; from there `rowL` leads to the next row, and `innerL` along a sum. It is the same with the right operand, of
 * which numbers of a row lie next to each other. Numbers of the result may lie anywhere. `strideL` and `strideR` lead from product to
 * product.
 *
 * Items that follow each other take tiles one below the other, down to `block` tiles, then those on their right: so they read the same
 * columns of the right operand, which stay in the fastest memory, and come back to the same rows of the left soon enough to find them in
 * the second.
 */
__kernel void multiply(
        const uint items, const int rows, const int inner, const int columns, const int block,
        const int panelL, const int rowL, const int innerL, const int strideL,
        const int panelR, const int innerR, const int strideR, const int rowO, const int columnO,
        __global const float *restrict left, __global const float *restrict right, __global float *restrict out) {
    const uint item = get_global_id(0);
    if (item >= items) {
        return;
    }
    const int down = (rows + ROWS - 1) / ROWS;
    const int across = (columns + WIDE - 1) / WIDE;
    const int which = item / (down * across);
    const int tile = item % (down * across);
    const int above = tile / (block * across) * block;
    const int high = min(block, down - above);
    const int i = above + tile % (block * across) % high;
    const int j = tile % (block * across) / high;
    const int row = min(i * ROWS, rows - ROWS);
    const int column = min(j * WIDE, columns - WIDE);
    __global const float *l = left + which * strideL + (panelL ? i * panelL : row * rowL);
    __global const float *r = right + which * strideR + (panelR ? j * panelR : column);
    Vector sums[ROWS][VECTORS];
    EACH_ROW EACH_VECTOR sums[m][v] = 0;
    for (int k = 0; k < inner; k++) {
        Vector b[VECTORS];
        EACH_VECTOR b[v] = LOAD(v, r + k * innerR);
        EACH_ROW {
            const Vector a = l[m * rowL + k * innerL];
            EACH_VECTOR sums[m][v] = fma(a, b[v], sums[m][v]);
        }
    }
    __global float *o = out + which * rows * columns + row * rowO + column * columnO;
    if (columnO == 1) {
        EACH_ROW EACH_VECTOR STORE(sums[m][v], v, o + m * rowO);
    } else {
        EACH_ROW {
            float line[WIDE];
            EACH_VECTOR STORE(sums[m][v], v, line);
            for (int n = 0; n < WIDE; n++) {
                o[m * rowO + n * columnO] = line[n];
            }
        }
    }
}
