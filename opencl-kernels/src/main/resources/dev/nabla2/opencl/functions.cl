/* What the table of elementwise functions needs beside OpenCL's own. */

/* As Java's max: NaN if either is, and 0 above -0. */
static inline float larger(const float a, const float b) {
    return a == b ? as_float(as_int(a) & as_int(b)) : a > b || isnan(a) ? a : b;
}

static inline float smaller(const float a, const float b) {
    return a == b ? as_float(as_int(a) | as_int(b)) : a < b || isnan(a) ? a : b;
}

/* Without the overflow of exp(-x), and without losing the small values at large negative x. */
static inline float sigmoid(const float x) {
    const float e = exp(-fabs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

/* log(1 + exp(k x)) / k for k > 0, without overflow. */
static inline float softplus(const float x, const float k) {
    return larger(x, 0) + log1p(exp(-fabs(k * x))) / k;
}
