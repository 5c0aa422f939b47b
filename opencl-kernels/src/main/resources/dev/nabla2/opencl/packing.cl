/* What is laid out anew before it is multiplied, so that whole vectors can be read. */

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
        /* Numbers k of this remainder are inside from `begin` to before `end`. */
        const int begin = inside ? min((max(before_z - first, 0) + step - 1) / step, across) : across;
        const int end = clamp((before_z + z - first + step - 1) / step, begin, across);
        for (int k = 0; k < begin; k++) {
            to[k] = 0;
        }
        for (int k = begin; k < end; k++) {
            to[k] = line[first + k * step - before_z];
        }
        for (int k = end; k < across; k++) {
            to[k] = 0;
        }
        to += across;
    }
}

/* Lays the filter out as tiles read it: for strips of `high` rows, term by term, what multiplies the numbers of that term. */
__kernel void pack(
        const uint items, __constant const int *table, const int high,
        __global const float *restrict filter, __global float *restrict packed) {
    __constant const Sliding *p = (__constant const Sliding *) table;
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int terms = p->channels * p->taps;
    const int strips = (p->rows + high - 1) / high;
    const int k = i % terms;
    const int row = i / terms % strips * high;
    const int at = i / terms / strips * p->group_step + row * p->row_step + k / p->taps * p->channel_step
            + TAPS(table)[p->taps + k % p->taps];
    for (int m = 0; m < high; m++) {
        packed[i * high + m] = row + m < p->rows ? filter[at + m * p->row_step] : 0;
    }
}

#define BLOCK 8

/*
 * Turns the outputs of a result round: of each image and group from [outputs, places] to [places, outputs], in panels of `wide` outputs one
 * after another; `wide` is a multiple of BLOCK. An item turns a block, so that it reads and writes whole lines of memory.
 */
__kernel void turn(
        const uint items, const int batch, const int groups, const int outputs, const int places, const int wide,
        __global const float *restrict in, __global float *restrict out) {
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int panels = (outputs + wide - 1) / wide;
    const int across = (places + BLOCK - 1) / BLOCK;
    const int down = panels * wide / BLOCK;
    const int r = i % across * BLOCK;
    const int o = i / across % down * BLOCK;
    const int image = i / across / down % batch;
    const int group = i / across / down / batch;
    __global const float *from = in + ((image * groups + group) * outputs + o) * places + r;
    __global float *to = out + ((group * panels + o / wide) * batch * places + image * places + r) * wide + o % wide;
    float block[BLOCK][BLOCK];
    for (int m = 0; m < BLOCK; m++) {
        for (int n = 0; n < BLOCK; n++) {
            block[n][m] = o + m < outputs && r + n < places ? from[m * places + n] : 0;
        }
    }
    for (int n = 0; n < min(BLOCK, places - r); n++) {
        for (int m = 0; m < BLOCK; m++) {
            to[n * wide + m] = block[n][m];
        }
    }
}
