/*
 * Packs an operand of a matrix product into panels, in the order in which `multiply` reads it: a panel holds what a tile needs, and so one
 * stream of memory instead of one for each row or, worse, each term.
 *
 * That is more than tidiness. Rows whose lengths are powers of two begin at addresses that a processor's caches keep in the same few
 * places, where they drive each other out; and each of them lies on a page of memory of its own, of which a processor remembers the
 * addresses of a few hundred. The Goto algorithm (Goto and van de Geijn 2008) packs for the same reasons.
 *
 * A side of an operand is its rows if it is the left, its columns if it is the right; `stepSide` and `stepInner` lead along the side and
 * along a sum, which is how an operand that lies transposed is turned round on the way. The last panel is moved back as tiles are.
 *
 *   out[which, panel, k, w] = in[which, panel * width + w, k]
 *
 * An item packs CHUNK terms of a panel.
 */
#define CHUNK 64

__kernel void pack_operand(
        const uint items, const int width, const int side, const int inner,
        const int stepSide, const int stepInner, const int stride,
        __global const float *restrict in, __global float *restrict out) {
    const uint item = get_global_id(0);
    if (item >= items) {
        return;
    }
    const int chunks = (inner + CHUNK - 1) / CHUNK;
    const int panels = (side + width - 1) / width;
    const int first = item % chunks * CHUNK;
    const int panel = item / chunks % panels;
    const int which = item / chunks / panels;
    const int count = min(CHUNK, inner - first);
    __global const float *x = in + which * stride + min(panel * width, side - width) * stepSide + first * stepInner;
    __global float *o = out + ((which * panels + panel) * inner + first) * width;
    if (stepSide == 1) {
        for (int k = 0; k < count; k++) {
            for (int w = 0; w < width; w++) {
                o[k * width + w] = x[k * stepInner + w];
            }
        }
    } else {
        /* Along memory where it is read; what is written is little enough to stay near. */
        for (int w = 0; w < width; w++) {
            for (int k = 0; k < count; k++) {
                o[k * width + w] = x[w * stepSide + k * stepInner];
            }
        }
    }
}
