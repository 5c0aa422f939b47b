package dev.nabla2.engine.compose;

import dev.nabla2.engine.Tensor;

/** Positive definite kernels between the rows of two matrices, [n, d] and [m, d]: each gives [n, m]. */
public final class KernelFunctions {
    private KernelFunctions() {}

    /** exp(−‖x − y‖² / 2σ²), where the bandwidth σ is a number above 0. */
    public static Tensor gaussian(Tensor x, Tensor y, double bandwidth) {
        checkPositive("gaussian kernel", "bandwidth", bandwidth);
        return Distances.squared(x, y).mul(-0.5 / (bandwidth * bandwidth)).exp();
    }

    /** (x·y / d + 1)³, with which the kernel distance of features is taken (Bińkowski et al. 2018). */
    public static Tensor cubic(Tensor x, Tensor y) {
        Distances.checkRows(x, y);
        return x.matmul(y, false, true).mul(1.0 / x.shape().extent(1)).add(1).pow(3);
    }

    /** c / (c + ‖x − y‖²), whose tails are heavier than a gaussian's (Tolstikhin et al. 2018), for a scale c above 0. */
    public static Tensor inverseMultiquadric(Tensor x, Tensor y, double scale) {
        checkPositive("inverse multiquadric kernel", "scale", scale);
        return Distances.squared(x, y).add(scale).reciprocal().mul(scale);
    }

    private static void checkPositive(String kernel, String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(kernel + ": expected a " + what + " above 0, found " + value);
        }
    }
}
