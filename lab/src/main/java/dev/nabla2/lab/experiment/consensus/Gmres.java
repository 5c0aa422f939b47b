package dev.nabla2.lab.experiment.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Solves A x = b where A is known by its products with vectors: the x of a Krylov space whose residual is shortest (Saad and Schultz 1986),
 * without restarts.
 *
 * @param product maps x to A x
 * @param tolerance how long the residual may be, relative to b
 * @param most how many products are made at most
 */
record Gmres(UnaryOperator<double[]> product, double tolerance, int most) {
    /** What is so much shorter than what it is left of is left by rounding. */
    private static final double ROUNDING = 1e-14;

    /**
     * What was found.
     *
     * @param x the solution
     * @param residual ‖b − A x‖ / ‖b‖, by a product of its own
     * @param products how many it took, apart from that
     */
    record Solution(double[] x, double residual, int products) {}

    /** The solution; 0 where b is 0. */
    Solution solve(double[] b) {
        double length = Vectors.norm(b);
        if (length == 0) {
            return new Solution(b.clone(), 0, 0);
        }
        List<double[]> basis = new ArrayList<>(List.of(Vectors.scaled(b, 1 / length)));
        Rotations triangle = new Rotations(length);
        while (triangle.size() < most && triangle.residual() > tolerance * length) {
            double[] next = product.apply(basis.get(basis.size() - 1));
            double before = Vectors.norm(next);
            double[] column = new double[basis.size() + 1];
            // Twice, or directions that are nearly known already would not be at right angles.
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < basis.size(); i++) {
                    double along = Vectors.dot(next, basis.get(i));
                    next = Vectors.plus(next, -along, basis.get(i));
                    column[i] += along;
                }
            }
            double left = Vectors.norm(next);
            double rest = left > ROUNDING * before ? left : 0;
            column[basis.size()] = rest;
            triangle.add(column);
            if (rest == 0) {
                break;
            }
            basis.add(Vectors.scaled(next, 1 / rest));
        }
        double[] x = new double[b.length];
        double[] weights = triangle.solved();
        for (int i = 0; i < weights.length; i++) {
            x = Vectors.plus(x, weights[i], basis.get(i));
        }
        double[] error = Vectors.plus(b, -1, product.apply(x));
        return new Solution(x, Vectors.norm(error) / length, triangle.size());
    }

    /** A Hessenberg matrix made triangular column by column, by rotations, and the right side with it. */
    private static final class Rotations {
        private final List<double[]> columns = new ArrayList<>();
        private final List<double[]> rotations = new ArrayList<>();
        private final List<Double> right = new ArrayList<>();

        Rotations(double length) {
            right.add(length);
        }

        int size() {
            return columns.size();
        }

        double residual() {
            return Math.abs(right.get(size()));
        }

        void add(double[] column) {
            int last = size();
            for (int i = 0; i < last; i++) {
                rotate(column, i, rotations.get(i));
            }
            double length = Math.hypot(column[last], column[last + 1]);
            double[] rotation =
                    length == 0 ? new double[] {1, 0} : new double[] {column[last] / length, column[last + 1] / length};
            rotate(column, last, rotation);
            double before = right.get(last);
            right.set(last, rotation[0] * before);
            right.add(-rotation[1] * before);
            columns.add(column);
            rotations.add(rotation);
        }

        private static void rotate(double[] column, int i, double[] by) {
            double upper = by[0] * column[i] + by[1] * column[i + 1];
            column[i + 1] = by[0] * column[i + 1] - by[1] * column[i];
            column[i] = upper;
        }

        double[] solved() {
            double[] weights = new double[size()];
            for (int i = size() - 1; i >= 0; i--) {
                double left = right.get(i);
                for (int j = i + 1; j < size(); j++) {
                    left -= columns.get(j)[i] * weights[j];
                }
                // A direction that products do not reach: nothing along it makes the residual shorter.
                double pivot = columns.get(i)[i];
                weights[i] = Math.abs(pivot) > ROUNDING * Vectors.norm(columns.get(i)) ? left / pivot : 0;
            }
            return weights;
        }
    }
}
