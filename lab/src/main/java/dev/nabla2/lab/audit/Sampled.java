package dev.nabla2.lab.audit;

import java.util.Arrays;

/**
 * A vector estimated from a sample: what each of several independent groups of it says.
 *
 * @param groups one vector each, all of a length
 */
public record Sampled(double[][] groups) {
    /** The mean of all groups. */
    public double[] mean() {
        double[] mean = new double[groups[0].length];
        for (double[] group : groups) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += group[i] / groups.length;
            }
        }
        return mean;
    }

    /** From these groups and others. */
    Sampled and(Sampled other) {
        double[][] all = Arrays.copyOf(groups, groups.length + other.groups.length);
        System.arraycopy(other.groups, 0, all, groups.length, other.groups.length);
        return new Sampled(all);
    }

    /** a · this + b · other, of estimates from the same groups. */
    Sampled combined(double a, Sampled other, double b) {
        double[][] combined = new double[groups.length][];
        for (int g = 0; g < groups.length; g++) {
            double[] one = new double[groups[g].length];
            for (int i = 0; i < one.length; i++) {
                one[i] = a * groups[g][i] + b * other.groups[g][i];
            }
            combined[g] = one;
        }
        return new Sampled(combined);
    }

    /** The inner product with a fixed vector. */
    public Estimate along(double[] direction) {
        return Estimate.mean(each(direction));
    }

    /** The inner product of each group with a fixed vector. */
    double[] each(double[] direction) {
        return Arrays.stream(groups)
                .mapToDouble(group -> Product.dot(group, direction))
                .toArray();
    }

    /** The largest size of a number of a part in any group. */
    double largest(Part part) {
        return Arrays.stream(part.of(groups))
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** The inner product of the vectors that two estimates are of. */
    Product times(Sampled other, Part part) {
        return Product.of(part.of(groups), part.of(other.groups));
    }

    /**
     * The inner product of two vectors, from estimates of both: the mean over pairs of different groups, as the square of an estimate is larger
     * by its noise than what it estimates the square of.
     *
     * @param total of the sums over groups
     * @param own of each group with itself
     * @param left of each group of one with the sum of the other
     * @param right the other way round
     */
    record Product(double total, double[] own, double[] left, double[] right) {
        static Product of(double[][] a, double[][] b) {
            double[] sumA = sum(a);
            double[] sumB = sum(b);
            double[] own = new double[a.length];
            double[] left = new double[a.length];
            double[] right = new double[a.length];
            for (int g = 0; g < a.length; g++) {
                own[g] = dot(a[g], b[g]);
                left[g] = dot(a[g], sumB);
                right[g] = dot(sumA, b[g]);
            }
            return new Product(dot(sumA, sumB), own, left, right);
        }

        /** Without group k, or for −1 with all. */
        double without(int k) {
            double owns = Arrays.stream(own).sum();
            int n = own.length;
            if (k < 0) {
                return (total - owns) / (n * (n - 1.0));
            }
            double rest = total - left[k] - right[k] + own[k] - (owns - own[k]);
            return rest / ((n - 1.0) * (n - 2.0));
        }

        private static double[] sum(double[][] groups) {
            double[] sum = new double[groups[0].length];
            for (double[] group : groups) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += group[i];
                }
            }
            return sum;
        }

        static double dot(double[] a, double[] b) {
            double dot = 0;
            for (int i = 0; i < a.length; i++) {
                dot += a[i] * b[i];
            }
            return dot;
        }
    }
}
