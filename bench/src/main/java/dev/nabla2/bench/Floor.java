package dev.nabla2.bench;

/**
 * A kernel, and how much of what one core can do it must reach.
 *
 * @param kernel the kernel; its bytes count where it has no operations
 * @param limit what one core can do
 * @param least the share of it that the kernel must reach
 */
record Floor(Case kernel, Limit limit, double least) {
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = 3_000_000;

    /** Runs both for some nanoseconds. */
    void run(long nanos) {
        Roofline.rate(limit.call(), nanos, false);
        Roofline.rate(kernel.call(), nanos, false);
    }

    /**
     * The share that the kernel reaches: the median of short rounds in which kernel and limit take turns, by the thread's own clock,
     * so that neither the clock rate nor other programs count.
     */
    double share() {
        double work = kernel.operations() > 0 ? kernel.operations() : kernel.bytes();
        double[] shares = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double most = Roofline.rate(limit.call(), ROUND_NANOS, true) * limit.perCall();
            shares[round] = Roofline.rate(kernel.call(), ROUND_NANOS, true) * work / most;
        }
        return Roofline.median(shares);
    }

    /** What is wrong with a share, empty if nothing. */
    String complaint(double share) {
        if (!(share >= least)) {
            return "below its floor";
        }
        return share > limit.ceiling() ? "above the " + limit.name() + ", which was not measured at its best" : "";
    }
}
