/*
 * The adjoint of a convolution by filters, as a matrix product over images and places:
 *
 *   filter[o, c, t] = sum over n and r of from[n, c, r * step + tap t] * result[n, o, r].
 *
 * Rows of a tile are channels and taps, columns outputs, terms images and places. The result has been turned round before, see `turn`; what the
 * rows see is copied for TERMS terms at a time to where it lies densely. The host defines STRIPS and PANELS, how many tiles one above and one beside another an
 * item computes at most.
 */

/* So many rows apart lie the terms of a row; a little more than there are, because runs are copied as whole vectors. */
#define STRIDE (TERMS + WIDTH)

/* An item computes a part of the rows and of the outputs of a group, over a slice of the terms. */
__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void correlate(
        const uint items, __constant const int *table, const int groups, const int outputs, const int slices, const int parts,
        __global const float *restrict from, __global const float *restrict turned, __global float *restrict out) {
    __constant const Sliding *p = (__constant const Sliding *) table;
    const int i = get_global_id(0);
    const int rows = p->channels * p->taps;
    const int strips = (rows + ROWS - 1) / ROWS;
    const int panels = (outputs + WIDE - 1) / WIDE;
    const int sides = (panels + PANELS - 1) / PANELS;
    const int terms = p->batch * p->places[0] * p->places[1] * p->places[2];
    const int side = i % sides;
    const int part = i / sides % parts;
    const int slice = i / sides / parts % slices;
    const int group = i / sides / parts / slices;
    const int begin = part * strips / parts;
    const int height = (part + 1) * strips / parts - begin;
    const int left = side * panels / sides;
    const int width = (side + 1) * panels / sides - left;

    /* Rows that fill up the last tile are those of the last row again. */
    int at[STRIPS * ROWS];
    for (int m = 0; m < height * ROWS; m++) {
        const int row = min(begin * ROWS + m, rows - 1);
        at[m] = (group * p->channels + row / p->taps) * p->plane + TAPS(table)[row % p->taps];
    }
    Vector sums[STRIPS * PANELS * ROWS * VECTORS];
    for (int m = 0; m < height * width * ROWS * VECTORS; m++) {
        sums[m] = 0;
    }
    float seen[STRIPS * ROWS * STRIDE];
    const int last = (long) (slice + 1) * terms / slices;
    int k = (long) slice * terms / slices;
    /* Where there is no place, there is nothing to divide by. */
    Place r = k < last ? place_of(k, p) : (Place) {0, 0, 0, 0};
    while (k < last) {
        const int now = min(TERMS, last - k);
        Run runs[TERMS];
        int number = 0;
        for (int t = 0; t < now; number++) {
            const int length = min(min(WIDTH, now - t), p->places[2] - r.z);
            runs[number].column = t;
            runs[number].from = position(&r, groups, p);
            t += length;
            r.z += length - 1;
            advance(&r, p);
        }
        for (int m = 0; m < height * ROWS; m++) {
            for (int n = 0; n < number; n++) {
                STORE(LOAD(0, from + at[m] + runs[n].from), 0, seen + m * STRIDE + runs[n].column);
            }
        }
        for (int panel = 0; panel < width; panel++) {
            __global const float *y = turned + ((group * panels + left + panel) * terms + k) * WIDE;
            for (int strip = 0; strip < height; strip++) {
                const float *x = seen + strip * ROWS * STRIDE;
                Vector *kept = sums + (strip * width + panel) * ROWS * VECTORS;
                Vector s[ROWS][VECTORS];
                EACH_ROW EACH_VECTOR s[m][v] = kept[m * VECTORS + v];
                for (int t = 0; t < now; t++) {
                    Vector b[VECTORS];
                    EACH_VECTOR b[v] = LOAD(t * VECTORS + v, y);
                    EACH_ROW EACH_VECTOR s[m][v] = fma((Vector) (x[m * STRIDE + t]), b[v], s[m][v]);
                }
                EACH_ROW EACH_VECTOR kept[m * VECTORS + v] = s[m][v];
            }
        }
        k += now;
    }

    const float *sum = (const float *) sums;
    __global float *o = out + ((slice * groups + group) * outputs + left * WIDE) * rows + begin * ROWS;
    for (int n = 0; n < min(width * WIDE, outputs - left * WIDE); n++) {
        for (int m = 0; m < min(height * ROWS, rows - begin * ROWS); m++) {
            o[n * rows + m] = sum[((m / ROWS * width + n / WIDE) * ROWS + m % ROWS) * WIDE + n % WIDE];
        }
    }
}
