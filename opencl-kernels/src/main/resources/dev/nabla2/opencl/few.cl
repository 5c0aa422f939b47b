/*
 * What panels.cl computes, where there are so few rows that nothing would be gained by copying what they see: VECTORS runs of columns are
 * multiplied from where they lie, with the weights of up to ROWS rows, which are all there are.
 */
__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void slide_few(
        const uint items, __constant const int *table, const int groups,
        __global const float *restrict packed, __global const float *restrict from, __global float *restrict out) {
    __constant const Sliding *p = (__constant const Sliding *) table;
    const int i = get_global_id(0);
    const int pieces = (p->places[2] + WIDTH - 1) / WIDTH;
    const int number = p->batch * p->places[0] * p->places[1] * pieces;
    const int across = (number + VECTORS - 1) / VECTORS;
    const int group = i / across;
    const int first = i % across * VECTORS;
    int at[VECTORS];
    EACH_VECTOR {
        /* Runs that fill up the last item are the last again. */
        const int run = min(first + v, number - 1);
        const Place r = place_of(run / pieces * p->places[2] + run % pieces * WIDTH, p);
        at[v] = position(&r, groups, p);
    }
    __global const float *w = packed + group * p->channels * p->taps * ROWS;
    Vector s[ROWS][VECTORS];
    EACH_ROW EACH_VECTOR s[m][v] = 0;
    for (int c = 0; c < p->channels; c++) {
        __global const float *x = from + (group * p->channels + c) * p->plane;
        for (int t = 0; t < p->taps; t++) {
            Vector b[VECTORS];
            EACH_VECTOR b[v] = LOAD(0, x + TAPS(table)[t] + at[v]);
            EACH_ROW EACH_VECTOR s[m][v] = fma((Vector) (w[m]), b[v], s[m][v]);
            w += ROWS;
        }
    }

    const int size = p->extents[0] * p->extents[1] * p->extents[2];
    float sums[ROWS][VECTORS * WIDTH];
    EACH_ROW EACH_VECTOR STORE(s[m][v], v, sums[m]);
    for (int v = 0; v < min(VECTORS, number - first); v++) {
        const int z = (first + v) % pieces * WIDTH;
        const Place r = place_of((first + v) / pieces * p->places[2] + z, p);
        __global float *o = out + group * p->rows * size + target(&r, groups, p);
        for (int m = 0; m < p->rows; m++) {
            for (int n = 0; n < min(WIDTH, p->places[2] - z); n++) {
                o[m * size + n * p->spread[2]] = sums[m][v * WIDTH + n];
            }
        }
    }
}
