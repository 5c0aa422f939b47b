package dev.nabla2.lab.metrics;

import java.util.Arrays;

/** Points of one dimension: samples as they are, or what a classifier makes of them. */
public final class Points {
    private final double[] numbers;
    private final int dimension;

    /**
     * Points from their coordinates, which are copied.
     *
     * @param numbers one point after another
     * @param dimension coordinates of a point, at least 1
     * @throws IllegalArgumentException if there is no point, or a part of one, or a coordinate that is not finite
     */
    public Points(double[] numbers, int dimension) {
        if (dimension < 1 || numbers.length == 0 || numbers.length % dimension != 0) {
            throw new IllegalArgumentException("points: expected a multiple of the dimension, " + dimension + ", found "
                    + numbers.length + " numbers");
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException("points: expected finite coordinates, found " + numbers[i]
                        + " in point " + i / dimension + " of " + numbers.length / dimension);
            }
        }
        this.numbers = numbers.clone();
        this.dimension = dimension;
    }

    /** The first of them, or all if there are no more than so many. */
    public Points first(int most) {
        return count() <= most ? this : new Points(Arrays.copyOf(numbers, most * dimension), dimension);
    }

    /** How many there are. */
    public int count() {
        return numbers.length / dimension;
    }

    /** Coordinates of each. */
    public int dimension() {
        return dimension;
    }

    /** A coordinate of a point. */
    public double get(int point, int axis) {
        return numbers[point * dimension + axis];
    }

    /** The product Σ x·y of a point with one of others. */
    double dot(int point, Points others, int other) {
        double sum = 0;
        for (int axis = 0; axis < dimension; axis++) {
            sum += get(point, axis) * others.get(other, axis);
        }
        return sum;
    }

    /** The Euclidean distance of a point from one of others: exactly 0 between equal points. */
    double distance(int point, Points others, int other) {
        double sum = 0;
        for (int axis = 0; axis < dimension; axis++) {
            double difference = get(point, axis) - others.get(other, axis);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** Throws unless two sets of points are of one dimension and have at least so many points each. */
    static void check(String metric, Points xs, Points ys, int atLeast) {
        if (xs.dimension != ys.dimension) {
            throw new IllegalArgumentException(
                    metric + ": expected points of one dimension, found " + xs.dimension + " and " + ys.dimension);
        }
        if (Math.min(xs.count(), ys.count()) < atLeast) {
            throw new IllegalArgumentException(
                    metric + ": expected at least " + atLeast + " points, found " + xs.count() + " and " + ys.count());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Points points
                && points.dimension == dimension
                && Arrays.equals(points.numbers, numbers);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers) + dimension;
    }

    @Override
    public String toString() {
        return count() + " points of dimension " + dimension;
    }
}
