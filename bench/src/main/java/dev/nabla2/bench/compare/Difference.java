package dev.nabla2.bench.compare;

import java.util.List;

/** How far the results of two sides are apart. */
public final class Difference {
    /**
     * Results that should be 0, such as the gradient by a critic's last bias, are measured against the largest ones.
     */
    private static final double NEGLIGIBLE = 1e-3;

    private Difference() {}

    /** The largest difference of an element, as a share of the largest element of its tensor. */
    public static double between(List<float[]> ours, List<float[]> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException("expected " + ours.size() + " results, found " + theirs.size());
        }
        double least = NEGLIGIBLE
                * ours.stream().mapToDouble(Difference::largest).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < ours.size(); i++) {
            double scale = Math.max(least, largest(ours.get(i)));
            worst = Math.max(worst, apart(ours.get(i), theirs.get(i)) / scale);
        }
        return worst;
    }

    private static double apart(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalStateException("expected " + ours.length + " elements, found " + theirs.length);
        }
        double apart = 0;
        for (int i = 0; i < ours.length; i++) {
            apart = Math.max(apart, Math.abs((double) ours[i] - theirs[i]));
        }
        return apart;
    }

    private static double largest(float[] numbers) {
        double largest = 0;
        for (float x : numbers) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }
}
