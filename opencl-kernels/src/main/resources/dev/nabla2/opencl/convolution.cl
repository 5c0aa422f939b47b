/*
 * The three convolutions as matrix products whose right operand is never written down: an item computes a tile of the result, and for each
 * term of its sums picks the numbers that the tile's columns need from where they lie, or zeros where that is in the padding.
 *
 *   result[n, o, r] = sum over c and k of image[n, c, r * stride - padding + k * dilation] * filter[o, c, k]
 *
 * Sizes stand in a table; every size of space has three axes.
 */
typedef struct {
    int batch, groups, inputs, outputs;
    int image[3], filter[3], result[3], stride[3], padding[3], dilation[3];
} Sizes;

#define SIZES(table) ((__constant const Sizes *) (table))

static inline int product(__constant const int *extents) {
    return extents[0] * extents[1] * extents[2];
}

/* A place in space. */
typedef struct {
    int x, y, z;
} Place;

static inline Place place_of(const int i, __constant const int *extents) {
    Place p;
    p.z = i % extents[2];
    p.y = i / extents[2] % extents[1];
    p.x = i / extents[2] / extents[1];
    return p;
}

/* What stands at a place, or 0 outside. */
static inline float at(__global const float *from, const int x, const int y, const int z, __constant const int *extents) {
    const int inside = (uint) x < (uint) extents[0] && (uint) y < (uint) extents[1] && (uint) z < (uint) extents[2];
    return inside ? from[(x * extents[1] + y) * extents[2] + z] : 0;
}

#define EACH_ROW _Pragma("unroll") for (int m = 0; m < ROWS; m++)
#define EACH_COLUMN _Pragma("unroll") for (int n = 0; n < COLUMNS; n++)

/* Which tile an item computes: that of rows from `row` and columns from `column` on, in matrix number `which`. */
#define TILE(height, width)                                      \
    const int i = get_global_id(0);                              \
    if (i >= items) {                                            \
        return;                                                  \
    }                                                            \
    const int across = (width + COLUMNS - 1) / COLUMNS;          \
    const int down = (height + ROWS - 1) / ROWS;                 \
    const int row = start(i / across % down, ROWS, height);      \
    const int column = start(i % across, COLUMNS, width);        \
    const int which = i / across / down;                         \
    Columns sums[ROWS];                                          \
    EACH_ROW sums[m] = 0;                                        \
    float line[COLUMNS];

/* Adds the products of a column of the left operand, whose numbers lie `step` apart, and the line. */
#define MULTIPLY(left, step)                                     \
    {                                                            \
        const Columns b = LOAD(line);                            \
        EACH_ROW sums[m] = fma((Columns) ((left)[m * (step)]), b, sums[m]); \
    }

/* Writes the tile, of which rows lie `step` apart. */
#define STORE(out, step)                                         \
    EACH_ROW {                                                   \
        PUT(sums[m], line);                                      \
        EACH_COLUMN (out)[m * (step) + n] = line[n];             \
    }

/* Rows are outputs of a group, columns places of the result, matrices images and groups, terms channels and places of the filter. */
__kernel void convolve(
        const uint items, __constant const int *sizes,
        __global const float *restrict image, __global const float *restrict filter, __global float *restrict result) {
    __constant const Sizes *p = SIZES(sizes);
    const int channels = p->inputs / p->groups;
    const int outputs = p->outputs / p->groups;
    const int places = product(p->result);
    const int terms = channels * product(p->filter);
    TILE(outputs, places)
    const int group = which % p->groups;
    __global const float *x = image + (which / p->groups * p->inputs + group * channels) * product(p->image);
    __global const float *w = filter + (group * outputs + row) * terms;
    Place from[COLUMNS];
    EACH_COLUMN {
        const Place r = place_of(column + n, p->result);
        from[n].x = r.x * p->stride[0] - p->padding[0];
        from[n].y = r.y * p->stride[1] - p->padding[1];
        from[n].z = r.z * p->stride[2] - p->padding[2];
    }
    for (int c = 0; c < channels; c++) {
        for (int kx = 0; kx < p->filter[0]; kx++) {
            for (int ky = 0; ky < p->filter[1]; ky++) {
                for (int kz = 0; kz < p->filter[2]; kz++) {
                    const int dx = kx * p->dilation[0], dy = ky * p->dilation[1], dz = kz * p->dilation[2];
                    EACH_COLUMN line[n] = at(x, from[n].x + dx, from[n].y + dy, from[n].z + dz, p->image);
                    MULTIPLY(w, terms)
                    w++;
                }
            }
        }
        x += product(p->image);
    }
    STORE(result + (which / p->groups * p->outputs + group * outputs + row) * places + column, places)
}

/* The place along an axis of the result that sees place i of the image through place k of the filter; -1 if none does. */
static inline int seen(const int i, const int k, const int axis, __constant const Sizes *p) {
    const int reached = i + p->padding[axis] - k * p->dilation[axis];
    const int r = reached / p->stride[axis];
    return r * p->stride[axis] == reached ? r : -1;
}

/* Index i of an order in which those come first that are multiples of the stride, then those that are 1 more, and so on. */
static inline int in_turn(int i, const int extent, const int stride) {
    int first = 0;
    int count = (extent + stride - 1) / stride;
    while (i >= count) {
        i -= count;
        first++;
        count = (extent - first + stride - 1) / stride;
    }
    return first + i * stride;
}

/*
 * Rows are channels of a group, columns places of the image, matrices images and groups, terms places of the filter and outputs.
 *
 * With a stride above 1 a place of the filter serves only some places of the image, those of one remainder. Columns therefore go through
 * the image remainder by remainder, so that most tiles have one, and leave out what serves none of their columns.
 */
__kernel void convolve_image(
        const uint items, __constant const int *sizes,
        __global const float *restrict result, __global const float *restrict filter, __global float *restrict image) {
    __constant const Sizes *p = SIZES(sizes);
    const int channels = p->inputs / p->groups;
    const int outputs = p->outputs / p->groups;
    const int places = product(p->image);
    const int taps = product(p->filter);
    TILE(channels, places)
    const int group = which % p->groups;
    __global const float *y = result + (which / p->groups * p->outputs + group * outputs) * product(p->result);
    __global const float *w = filter + (group * outputs * channels + row) * taps;
    Place to[COLUMNS];
    EACH_COLUMN {
        to[n] = place_of(column + n, p->image);
        to[n].x = in_turn(to[n].x, p->image[0], p->stride[0]);
        to[n].y = in_turn(to[n].y, p->image[1], p->stride[1]);
        to[n].z = in_turn(to[n].z, p->image[2], p->stride[2]);
    }
    for (int kx = 0; kx < p->filter[0]; kx++) {
        for (int ky = 0; ky < p->filter[1]; ky++) {
            for (int kz = 0; kz < p->filter[2]; kz++) {
                /* Where each column's number lies is the same for all outputs: -1 for nowhere. */
                int place[COLUMNS];
                int serves = 0;
                EACH_COLUMN {
                    const int x = seen(to[n].x, kx, 0, p), y = seen(to[n].y, ky, 1, p), z = seen(to[n].z, kz, 2, p);
                    const int inside = (uint) x < (uint) p->result[0] && (uint) y < (uint) p->result[1]
                            && (uint) z < (uint) p->result[2];
                    place[n] = inside ? (x * p->result[1] + y) * p->result[2] + z : -1;
                    serves |= inside;
                }
                for (int o = 0; serves && o < outputs; o++) {
                    __global const float *plane = y + o * product(p->result);
                    EACH_COLUMN line[n] = place[n] < 0 ? 0 : plane[place[n]];
                    MULTIPLY(w + o * channels * taps, taps)
                }
                w++;
            }
        }
    }
    __global float *out = image + (which / p->groups * p->inputs + group * channels + row) * places;
    EACH_ROW {
        PUT(sums[m], line);
        EACH_COLUMN out[m * places + (to[n].x * p->image[1] + to[n].y) * p->image[2] + to[n].z] = line[n];
    }
}

/* Rows are outputs of a group, columns channels and places of the filter, matrices groups, terms images and places of the result. */
__kernel void convolve_filter(
        const uint items, __constant const int *sizes,
        __global const float *restrict image, __global const float *restrict result, __global float *restrict filter) {
    __constant const Sizes *p = SIZES(sizes);
    const int channels = p->inputs / p->groups;
    const int outputs = p->outputs / p->groups;
    const int taps = product(p->filter);
    const int places = product(p->result);
    TILE(outputs, channels * taps)
    __global const float *x = image + which * channels * product(p->image);
    __global const float *y = result + (which * outputs + row) * places;
    Place from[COLUMNS];
    int plane[COLUMNS];
    EACH_COLUMN {
        const Place k = place_of((column + n) % taps, p->filter);
        plane[n] = (column + n) / taps * product(p->image);
        from[n].x = k.x * p->dilation[0] - p->padding[0];
        from[n].y = k.y * p->dilation[1] - p->padding[1];
        from[n].z = k.z * p->dilation[2] - p->padding[2];
    }
    for (int b = 0; b < p->batch; b++) {
        for (int r = 0; r < places; r++) {
            const Place s = place_of(r, p->result);
            const int dx = s.x * p->stride[0], dy = s.y * p->stride[1], dz = s.z * p->stride[2];
            EACH_COLUMN line[n] = at(x + plane[n], from[n].x + dx, from[n].y + dy, from[n].z + dz, p->image);
            MULTIPLY(y + r, places)
        }
        x += p->inputs * product(p->image);
        y += p->outputs * places;
    }
    STORE(filter + (which * outputs + row) * channels * taps + column, channels * taps)
}
