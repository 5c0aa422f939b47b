/*
 * Matrix products by work-groups, for graphics cards. It computes the right numbers, bit for bit those of matmul.cl, but how fast has not
 * been measured on a graphics card: `nabla2 tune` does so.
 *
 * Tiling. A group of DOWN x ACROSS items computes a tile of the result, HEIGHT x WIDTH. It goes along the sums in steps of DEPTH terms: its
 * items together fetch what the tile needs of both operands for these terms, and then each computes with it. So a number comes from memory
 * once for a group, and is used WIDTH or HEIGHT times.
 *
 * Local memory is where the group keeps what it fetched: small, but many times as fast as memory. All items wait for each other twice in a
 * step, before they compute and before what they computed with is overwritten.
 *
 * Register blocking. Local memory is still slower than arithmetic, and so an item computes ROWS x COLUMNS numbers, which stay in its
 * registers: for each term it reads ROWS + COLUMNS numbers, and multiplies ROWS * COLUMNS times.
 *
 * Vector loads. It reads these numbers four at a time. Its rows and columns come in fours, therefore, and fours of items that are
 * neighbours are neighbours, DOWN or ACROSS fours apart from the next of the same item: what a row of items reads, or writes to the result,
 * is one piece.
 *
 * Bank conflicts. Local memory has (mostly) 32 banks, numbered word by word; items that want different words of one bank wait for each
 * other. What is read is one piece, in different banks, or the same for all. An operand whose terms lie side by side is fetched along its
 * terms, which come to lie a line apart: lines of 64 words would put them all into one bank. A line is four words longer than the tile, as
 * few as leave fours whole, and so they go through the banks in steps of four.
 */
#define HEIGHT (ROWS * DOWN)
#define WIDTH (COLUMNS * ACROSS)
#define GROUP (DOWN * ACROSS)
#define LINE(side) ((side) / 4 + 1)

/*
 * Fetches `count` terms of a side from `from` on, of which `there` rows or columns are there. What is beyond is read again from the last
 * there is: it is not stored, or not added. Items that are neighbours read what lies side by side.
 */
static inline void fetch(
        __local float4 *to, const int side, __global const float *from, const int there, const int count,
        const int step_side, const int step_inner) {
    __local float *lines = (__local float *) to;
    for (int i = get_local_id(0); i < side * DEPTH; i += GROUP) {
        const int w = step_side == 1 ? i % side : i / DEPTH;
        const int k = step_side == 1 ? i / side : i % DEPTH;
        lines[k * LINE(side) * 4 + w] = from[min(w, there - 1) * step_side + min(k, count - 1) * step_inner];
    }
}

/* Adds term k to the sums. */
#define ADD_TERM(k)                                                             \
    {                                                                           \
        float x[ROWS];                                                          \
        _Pragma("unroll") for (int u = 0; u < ROWS / 4; u++) {                  \
            vstore4(a[(k) * LINE(HEIGHT) + u * DOWN + r], u, x);                \
        }                                                                       \
        _Pragma("unroll") for (int v = 0; v < COLUMNS / 4; v++) {               \
            const float4 y = b[(k) * LINE(WIDTH) + v * ACROSS + c];             \
            _Pragma("unroll") for (int m = 0; m < ROWS; m++) {                  \
                sums[m][v] = fma((float4) (x[m]), y, sums[m][v]);               \
            }                                                                   \
        }                                                                       \
    }

/* out = left x right, of operands that may lie either way: steps as in matmul.cl. */
__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void multiply_in_groups(
        const uint items, const int rows, const int inner, const int columns,
        const int rowL, const int innerL, const int strideL, const int columnR, const int innerR, const int strideR,
        __global const float *restrict left, __global const float *restrict right, __global float *restrict out) {
    __local float4 a[DEPTH * LINE(HEIGHT)];
    __local float4 b[DEPTH * LINE(WIDTH)];
    const int r = get_local_id(0) / ACROSS;
    const int c = get_local_id(0) % ACROSS;
    const int down = (rows + HEIGHT - 1) / HEIGHT;
    const int across = (columns + WIDTH - 1) / WIDTH;
    const int group = get_group_id(0);
    const int which = group / (down * across);
    const int row = group / across % down * HEIGHT;
    const int column = group % across * WIDTH;
    __global const float *from_left = left + which * strideL + row * rowL;
    __global const float *from_right = right + which * strideR + column * columnR;
    float4 sums[ROWS][COLUMNS / 4];
#pragma unroll
    for (int m = 0; m < ROWS; m++) {
#pragma unroll
        for (int v = 0; v < COLUMNS / 4; v++) {
            sums[m][v] = 0;
        }
    }
    for (int first = 0; first < inner; first += DEPTH) {
        const int count = min(DEPTH, inner - first);
        fetch(a, HEIGHT, from_left + first * innerL, rows - row, count, rowL, innerL);
        fetch(b, WIDTH, from_right + first * innerR, columns - column, count, columnR, innerR);
        barrier(CLK_LOCAL_MEM_FENCE);
        if (count == DEPTH) {
#pragma unroll
            for (int k = 0; k < DEPTH; k++) {
                ADD_TERM(k)
            }
        } else {
            for (int k = 0; k < count; k++) {
                ADD_TERM(k)
            }
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    __global float *o = out + which * rows * columns;
    for (int m = 0; m < ROWS; m++) {
        const int i = row + (m / 4 * DOWN + r) * 4 + m % 4;
        for (int v = 0; v < COLUMNS / 4; v++) {
            const int j = column + (v * ACROSS + c) * 4;
            if (i < rows && j + 4 <= columns) {
                vstore4(sums[m][v], 0, o + i * columns + j);
            } else if (i < rows) {
                float four[4];
                vstore4(sums[m][v], 0, four);
                for (int n = 0; n < columns - j; n++) {
                    o[i * columns + j + n] = four[n];
                }
            }
        }
    }
}
