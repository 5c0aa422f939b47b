/*
 * Tiles of ROWS x VECTORS registers of WIDTH numbers each, which the host defines when it builds this.
 */
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#if WIDTH == 1
typedef float Vector;
#define LOAD(i, p) ((p)[i])
#define STORE(x, i, p) ((p)[i] = (x))
#else
typedef JOIN(float, WIDTH) Vector;
#define LOAD JOIN(vload, WIDTH)
#define STORE JOIN(vstore, WIDTH)
#endif
#define WIDE (WIDTH * VECTORS)

#define EACH_ROW _Pragma("unroll") for (int m = 0; m < ROWS; m++)
#define EACH_VECTOR _Pragma("unroll") for (int v = 0; v < VECTORS; v++)
