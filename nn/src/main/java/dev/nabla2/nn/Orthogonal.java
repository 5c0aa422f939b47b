package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;

/** Draws matrices with orthonormal rows or columns, by orthogonalising normal vectors one after another. */
final class Orthogonal {
    private Orthogonal() {}

    static double[] draw(RandomStream random, int inputs, int outputs, double gain) {
        boolean columns = inputs >= outputs;
        int count = Math.min(inputs, outputs);
        int length = Math.max(inputs, outputs);
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = random.fold(i).normal(length);
            // Twice is enough: one sweep of Gram-Schmidt leaves rounding errors that the second removes (Giraud et al.
            // 2005).
            for (int sweep = 0; sweep < 2; sweep++) {
                for (int j = 0; j < i; j++) {
                    subtractProjection(vectors[i], vectors[j]);
                }
                normalise(vectors[i]);
            }
        }
        double[] matrix = new double[inputs * outputs];
        for (int row = 0; row < inputs; row++) {
            for (int column = 0; column < outputs; column++) {
                matrix[row * outputs + column] = gain * (columns ? vectors[column][row] : vectors[row][column]);
            }
        }
        return matrix;
    }

    private static void subtractProjection(double[] v, double[] unit) {
        double dot = 0;
        for (int k = 0; k < v.length; k++) {
            dot += v[k] * unit[k];
        }
        for (int k = 0; k < v.length; k++) {
            v[k] -= dot * unit[k];
        }
    }

    private static void normalise(double[] v) {
        double square = 0;
        for (double x : v) {
            square += x * x;
        }
        double norm = Math.sqrt(square);
        for (int k = 0; k < v.length; k++) {
            v[k] /= norm;
        }
    }
}
