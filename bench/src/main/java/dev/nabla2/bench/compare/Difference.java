package dev.nabla2.bench.compare;

import java.util.List;

/**
 * How far the results of two sides are apart, in Euclidean norm. Not by the worst element: of a million units one may lie so near its
 * kink that two roundings put it on either side, which changes one sample's slope and so a few elements of the penalty's gradient.
 */
public final class Difference {
    /**
     * Results that should be 0, such as the gradient by a critic's last bias, are measured against the largest ones.
     */
    private static final double NEGLIGIBLE = 1e-3;

    private Difference() {}

    /** The largest distance of two tensors, as a share of the norm of one. */
    public static double between(List<float[]> ours, List<float[]> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException("expected " + ours.size() + " results, found " + theirs.size());
        }
        double least = NEGLIGIBLE
                * ours.stream().mapToDouble(Difference::largest).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < ours.size(); i++) {
            double scale = Math.max(least * Math.sqrt(ours.get(i).length), norm(ours.get(i)));
            worst = Math.max(worst, distance(ours.get(i), theirs.get(i)) / scale);
        }
        return worst;
    }

    private static double distance(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalStateException("expected " + ours.length + " elements, found " + theirs.length);
        }
        double squares = 0;
        for (int i = 0; i < ours.length; i++) {
            double apart = (double) ours[i] - theirs[i];
            squares += apart * apart;
        }
        return Math.sqrt(squares);
    }

    private static double norm(float[] numbers) {
        return distance(numbers, new float[numbers.length]);
    }

    private static double largest(float[] numbers) {
        double largest = 0;
        for (float x : numbers) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }
}
