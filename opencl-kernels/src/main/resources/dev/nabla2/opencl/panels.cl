/*
 * The sliding product of sliding.cl as a matrix product: rows are those of the filter, columns places, terms channels and taps. The right
 * operand, which would be as large as all taps of all images, is written down a small block at a time.
 *
 * An item computes a panel of WIDE columns for a part of the rows of a group. For TERMS terms at a time it copies what the columns see to
 * where it lies densely, and multiplies the weights of all its rows with that. The host defines STRIPS, how many tiles one above another an
 * item has at most. Items are alone in their groups, for PoCL would run those of a group inside of each loop, with sums in memory.
 */
__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void slide(
        const uint items, __constant const int *table, const int groups, const int parts,
        __global const float *restrict packed, __global const float *restrict from, __global float *restrict out) {
    __constant const Sliding *p = (__constant const Sliding *) table;
    const int i = get_global_id(0);
    const int columns = p->batch * p->places[0] * p->places[1] * p->places[2];
    const int panels = (columns + WIDE - 1) / WIDE;
    const int strips = (p->rows + ROWS - 1) / ROWS;
    const int terms = p->channels * p->taps;
    const int part = i / panels % parts;
    const int group = i / panels / parts;
    const int first = i % panels * WIDE;
    const int count = min(WIDE, columns - first);
    const int begin = part * strips / parts;
    const int end = (part + 1) * strips / parts;
    const int size = p->extents[0] * p->extents[1] * p->extents[2];

    Run runs[WIDE];
    int number = 0;
    int to[WIDE];
    Place r = place_of(first, p);
    int expected = -1;
    for (int n = 0; n < count; n++) {
        const int at = position(&r, groups, p);
        if (at != expected || n - runs[number - 1].column == WIDTH) {
            runs[number].column = n;
            runs[number++].from = at;
        }
        expected = at + 1;
        to[n] = target(&r, groups, p);
        advance(&r, p);
    }

    Vector sums[STRIPS * ROWS * VECTORS];
    Vector panel[(TERMS + 1) * VECTORS];
    __global const float *x = from + group * p->channels * p->plane;
    int tap = 0;
    int k = 0;
    do {
        const int now = min(TERMS, terms - k);
        for (int t = 0; t < now; t++) {
            __global const float *seen = x + TAPS(table)[tap];
            float *line = (float *) (panel + t * VECTORS);
            for (int n = 0; n < number; n++) {
                STORE(LOAD(0, seen + runs[n].from), 0, line + runs[n].column);
            }
            if (++tap == p->taps) {
                tap = 0;
                x += p->plane;
            }
        }
        for (int strip = begin; strip < end; strip++) {
            Vector *kept = sums + (strip - begin) * ROWS * VECTORS;
            __global const float *w = packed + ((group * strips + strip) * terms + k) * ROWS;
            Vector s[ROWS][VECTORS];
            EACH_ROW EACH_VECTOR s[m][v] = k == 0 ? 0 : kept[m * VECTORS + v];
            for (int t = 0; t < now; t++) {
                Vector b[VECTORS];
                EACH_VECTOR b[v] = panel[t * VECTORS + v];
                EACH_ROW EACH_VECTOR s[m][v] = fma((Vector) (w[t * ROWS + m]), b[v], s[m][v]);
            }
            EACH_ROW EACH_VECTOR kept[m * VECTORS + v] = s[m][v];
        }
        k += now;
    } while (k < terms);

    const int rows = min(p->rows, end * ROWS) - begin * ROWS;
    __global float *o = out + (group * p->rows + begin * ROWS) * size;
    for (int m = 0; m < rows; m++) {
        const float *line = (const float *) (sums + m * VECTORS);
        for (int n = 0; n < count; n += WIDTH) {
            if (n + WIDTH <= count && to[n + WIDTH - 1] - to[n] == WIDTH - 1) {
                STORE(LOAD(0, line + n), 0, o + m * size + to[n]);
            } else {
                for (int l = n; l < min(n + WIDTH, count); l++) {
                    o[m * size + to[l]] = line[l];
                }
            }
        }
    }
}
