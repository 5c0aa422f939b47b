/*
 * Convolutions on a processor, as matrix products whose right operand is written down a small block at a time.
 *
 *   out[n, row, place] = sum over c and t of from[n, c, place * step + tap t] * filter[row, c, t]
 *
 * is the convolution, and also its adjoint by images for the places of one remainder by the stride, which some of the taps reach. Three
 * kernels compute it: `frame` copies what is convolved into a frame of zeros, `pack` lays the rows of the filter side by side, and `slide`
 * multiplies.
 *
 * The host defines WIDTH, how many numbers a register holds; VECTORS and ROWS, the registers of a tile; TERMS, how many terms of the sums
 * are multiplied at a time, and STRIPS, how many tiles one above another an item computes at most.
 */
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
typedef JOIN(float, WIDTH) Vector;
#define LOAD JOIN(vload, WIDTH)
#define STORE JOIN(vstore, WIDTH)
#define WIDE (WIDTH * VECTORS)

#define EACH_ROW _Pragma("unroll") for (int m = 0; m < ROWS; m++)
#define EACH_VECTOR _Pragma("unroll") for (int v = 0; v < VECTORS; v++)

/*
 * Copies channels of `in` into frames of zeros, line by line; an item writes a line. Numbers of a line that are `step` apart, as a
 * convolution with that stride sees them, come to lie side by side: first those at 0, step, 2 step..., then those at 1, 1 + step...
 */
__kernel void frame(
        const uint items, const int x, const int y, const int z, const int before_x, const int before_y, const int before_z,
        const int framed_x, const int framed_y, const int step, const int across,
        __global const float *restrict in, __global float *restrict out) {
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int from_x = i / framed_y % framed_x - before_x;
    const int from_y = i % framed_y - before_y;
    const int inside = (uint) from_x < (uint) x && (uint) from_y < (uint) y;
    __global const float *line = in + ((i / framed_y / framed_x * x + from_x) * y + from_y) * z;
    __global float *to = out + i * step * across;
    for (int first = 0; first < step; first++) {
        for (int k = 0; k < across; k++) {
            const int from_z = first + k * step - before_z;
            to[first * across + k] = inside && (uint) from_z < (uint) z ? line[from_z] : 0;
        }
    }
}

/* What `pack` and `slide` are told of a convolution; the taps follow: where each is in a frame, then where in a filter. */
typedef struct {
    int batch, channels, rows, taps;
    int places[3];
    int plane, lines, line, step[2];
    int extents[3], spread[3], first[3];
    int group_step, row_step, channel_step;
} Sliding;

#define TAPS(table) ((table) + sizeof(Sliding) / sizeof(int))

/* Lays the filter out as tiles read it: for strips of ROWS rows, term by term, what multiplies the numbers of that term. */
__kernel void pack(
        const uint items, __constant const int *table, __global const float *restrict filter, __global float *restrict packed) {
    __constant const Sliding *p = (__constant const Sliding *) table;
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int terms = p->channels * p->taps;
    const int strips = (p->rows + ROWS - 1) / ROWS;
    const int k = i % terms;
    const int row = i / terms % strips * ROWS;
    const int at = i / terms / strips * p->group_step + row * p->row_step + k / p->taps * p->channel_step
            + TAPS(table)[p->taps + k % p->taps];
    for (int m = 0; m < ROWS; m++) {
        packed[i * ROWS + m] = row + m < p->rows ? filter[at + m * p->row_step] : 0;
    }
}

/* A place that a column stands for, and where it lies. */
typedef struct {
    int image, x, y, z;
} Place;

static inline Place place_of(const int column, __constant const Sliding *p) {
    Place r;
    r.z = column % p->places[2];
    r.y = column / p->places[2] % p->places[1];
    r.x = column / p->places[2] / p->places[1] % p->places[0];
    r.image = column / p->places[2] / p->places[1] / p->places[0];
    return r;
}

/* The next column's, without dividing. */
static inline void advance(Place *r, __constant const Sliding *p) {
    if (++r->z == p->places[2]) {
        r->z = 0;
        if (++r->y == p->places[1]) {
            r->y = 0;
            if (++r->x == p->places[0]) {
                r->x = 0;
                r->image++;
            }
        }
    }
}

/* Columns that lie side by side in a frame: from which column of the panel on, and from where. */
typedef struct {
    int column, from;
} Run;

/*
 * An item computes a panel of WIDE columns, which are places, for a part of the rows of a group. For TERMS terms at a time it copies what
 * the panel's columns see to where it lies densely, and multiplies all rows' weights with that.
 *
 * A run is copied as a whole vector, whatever its length: what it writes too much is overwritten by the next.
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
        const int at = r.image * groups * p->channels * p->plane
                + (r.x * p->step[0] * p->lines + r.y * p->step[1]) * p->line + r.z;
        if (at != expected || n - runs[number - 1].column == WIDTH) {
            runs[number].column = n;
            runs[number++].from = at;
        }
        expected = at + 1;
        to[n] = r.image * groups * p->rows * size
                + ((r.x * p->spread[0] + p->first[0]) * p->extents[1] + r.y * p->spread[1] + p->first[1]) * p->extents[2]
                + r.z * p->spread[2] + p->first[2];
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
