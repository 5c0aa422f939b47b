package dev.nabla2.bench;

/**
 * What one core can do at most, of one kind of work, measured by a loop that does nothing else.
 *
 * @param name what is measured, for people
 * @param unit thousand millions a second of what
 * @param perCall how much of it a call does
 * @param ceiling the largest share of it that a kernel can reach; more says that the loop was slow
 * @param call the loop
 */
record Limit(String name, String unit, double perCall, double ceiling, Runnable call) {
    /** Leaves some room for the noise of two measurements. */
    private static final double CEILING = 1.15;

    /** Multiplications and additions, fused. */
    static Limit arithmetic() {
        return new Limit("peak", "GFLOP/s", Peak.operations(), CEILING, () -> {
            // Or the compiler would see that nobody looks at the result, and leave the work out.
            if (Float.isNaN(Peak.run())) {
                throw new IllegalStateException("the peak's chains diverge");
            }
        });
    }

    /** Bytes read and written in the smallest cache, where a core does both at its fastest. */
    static Limit bytes() {
        Copy copy = new Copy();
        return new Limit("copy", "GB/s", Copy.bytes(), CEILING, copy::run);
    }
}
