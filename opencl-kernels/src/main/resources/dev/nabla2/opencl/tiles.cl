/*
 * Tiles of a matrix in registers, with ROWS rows and COLUMNS columns, which the host defines when it builds this.
 *
 * Where a size is not a multiple, the last tile is moved back until it fits: it computes some numbers a second time, to the same bits, and
 * nothing needs a mask. The host sees to it that no tile is larger than the result.
 */
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#if COLUMNS == 1
typedef float Columns;
#define LOAD(p) (*(p))
#define PUT(x, p) (*(p) = (x))
#else
typedef JOIN(float, COLUMNS) Columns;
#define LOAD(p) JOIN(vload, COLUMNS)(0, p)
#define PUT(x, p) JOIN(vstore, COLUMNS)(x, 0, p)
#endif

/* Where tile i of a side begins. */
static inline int start(const int i, const int tile, const int size) {
    return min(i * tile, size - tile);
}
