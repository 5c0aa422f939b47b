/*
 * A convolution, or its adjoint by images for the places of one remainder by the stride:
 *
 *   out[n, row, place] = sum over c and t of from[n, c, place * step + tap t] * filter[row, c, t]
 */

/* What `pack` and `slide` are told of a convolution; the taps follow: where each is in a frame, then where in a filter. */
typedef struct {
    int batch, channels, rows, taps;
    int places[3];
    int plane, lines, line, step[2];
    int extents[3], spread[3], first[3];
    int group_step, row_step, channel_step;
} Sliding;

#define TAPS(table) ((table) + sizeof(Sliding) / sizeof(int))

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

/* Where the first channel of a place lies in a frame. */
static inline int position(const Place *r, const int groups, __constant const Sliding *p) {
    return r->image * groups * p->channels * p->plane + (r->x * p->step[0] * p->lines + r->y * p->step[1]) * p->line + r->z;
}

/* Where its number in the first row lies in the result. */
static inline int target(const Place *r, const int groups, __constant const Sliding *p) {
    const int x = r->x * p->spread[0] + p->first[0], y = r->y * p->spread[1] + p->first[1];
    return ((r->image * groups * p->rows * p->extents[0] + x) * p->extents[1] + y) * p->extents[2]
            + r->z * p->spread[2] + p->first[2];
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

/*
 * Places that lie side by side in a frame, at most WIDTH: as which column they are copied, and from where. A run is copied as a whole vector,
 * whatever its length: what that writes too much is overwritten by the next.
 */
typedef struct {
    int column, from;
} Run;
