/* What is laid out anew before it is multiplied, so that whole vectors can be read. */

/*
 * Copies channels of `in` into frames of zeros; an item writes a plane across the first axis. Numbers of a line that are `step` apart, as a
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
    const int from_x = i % framed_x - before_x;
    __global const float *plane = in + (i / framed_x * x + from_x) * y * z;
    for (int first = 0; first < step; first++) {
        /* Numbers k of this remainder are inside from `begin` to before `end`. */
        const int begin = min((max(before_z - first, 0) + step - 1) / step, across);
        const int end = clamp((before_z + z - first + step - 1) / step, begin, across);
        for (int line = 0; line < framed_y; line++) {
            const int from_y = line - before_y;
            const int inside = (uint) from_x < (uint) x && (uint) from_y < (uint) y;
            __global const float *from = plane + from_y * z + first - before_z;
            __global float *to = out + ((i * framed_y + line) * step + first) * across;
            for (int k = 0; k < (inside ? begin : across); k++) {
                to[k] = 0;
            }
            for (int k = begin; inside && k < end; k++) {
                to[k] = from[k * step];
            }
            for (int k = end; inside && k < across; k++) {
                to[k] = 0;
            }
        }
    }
}

/*
 * Lays the filter out as tiles read it: for strips of `high` rows, term by term, what multiplies the numbers of that term. An item does so
 * for the taps of a channel.
 */
__kernel void pack(
        const uint items, __constant const int *table, const int high,
        __global const float *restrict filter, __global float *restrict packed) {
    __constant const Sliding *p = (__constant const Sliding *) table;
    const int i = get_global_id(0);
    if (i >= items) {
        return;
    }
    const int strips = (p->rows + high - 1) / high;
    const int strip = i / p->channels % strips;
    const int group = i / p->channels / strips;
    const int rows = min(high, p->rows - strip * high);
    __global const float *from =
            filter + group * p->group_step + strip * high * p->row_step + i % p->channels * p->channel_step;
    __global float *to = packed + i * p->taps * high;
    for (int m = 0; m < high; m++) {
        for (int t = 0; t < p->taps; t++) {
            to[t * high + m] = m < rows ? from[m * p->row_step + TAPS(table)[p->taps + t]] : 0;
        }
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
    if (o + BLOCK <= outputs && r + BLOCK <= places) {
        float8 line[BLOCK];
#pragma unroll
        for (int m = 0; m < BLOCK; m++) {
            line[m] = vload8(0, from + m * places);
        }
#define TURNED(s) (float8) (line[0].s, line[1].s, line[2].s, line[3].s, line[4].s, line[5].s, line[6].s, line[7].s)
        vstore8(TURNED(s0), 0, to);
        vstore8(TURNED(s1), 0, to + wide);
        vstore8(TURNED(s2), 0, to + 2 * wide);
        vstore8(TURNED(s3), 0, to + 3 * wide);
        vstore8(TURNED(s4), 0, to + 4 * wide);
        vstore8(TURNED(s5), 0, to + 5 * wide);
        vstore8(TURNED(s6), 0, to + 6 * wide);
        vstore8(TURNED(s7), 0, to + 7 * wide);
        return;
    }
    for (int n = 0; n < min(BLOCK, places - r); n++) {
        for (int m = 0; m < BLOCK; m++) {
            to[n * wide + m] = o + m < outputs ? from[m * places + n] : 0;
        }
    }
}
