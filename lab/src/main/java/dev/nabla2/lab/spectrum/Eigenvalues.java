package dev.nabla2.lab.spectrum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** All eigenvalues of a real matrix, by the shifted QR iteration. */
public final class Eigenvalues {
    private Eigenvalues() {}

    /**
     * The eigenvalues, the rightmost first.
     *
     * @param matrix n · n numbers, row after row
     * @throws IllegalStateException if a number is not finite
     */
    public static List<Eigenvalue> of(double[] matrix, int n) {
        for (double element : matrix) {
            if (!Double.isFinite(element)) {
                throw new IllegalStateException("eigenvalues: expected a finite Jacobian, found " + element + " in it");
            }
        }
        return (n == 2 ? ofTwoByTwo(matrix) : ofAny(matrix, n))
                .stream().sorted(Eigenvalue.RIGHTMOST).toList();
    }

    /** By the quadratic formula: where two meet, an iteration would keep half of the digits although all numbers are exact. */
    private static List<Eigenvalue> ofTwoByTwo(double[] m) {
        double mean = (m[0] + m[3]) / 2;
        double half = (m[0] - m[3]) / 2;
        double square = Math.fma(half, half, m[1] * m[2]);
        double root = Math.sqrt(Math.abs(square));
        return square < 0
                ? List.of(new Eigenvalue(mean, root), new Eigenvalue(mean, -root))
                : List.of(new Eigenvalue(mean + root, 0), new Eigenvalue(mean - root, 0));
    }

    /** Where a row or a column is 0, as of a rectifier that is never on, 0 is an eigenvalue and the others are those of what is left. */
    private static List<Eigenvalue> ofAny(double[] matrix, int n) {
        int[] kept = IntStream.range(0, n)
                .filter(i -> IntStream.range(0, n).anyMatch(j -> matrix[i * n + j] != 0))
                .filter(j -> IntStream.range(0, n).anyMatch(i -> matrix[i * n + j] != 0))
                .toArray();
        if (kept.length == n) {
            return iterated(matrix, n);
        }
        double[] left = new double[kept.length * kept.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = matrix[kept[i / kept.length] * n + kept[i % kept.length]];
        }
        List<Eigenvalue> found = new ArrayList<>(Collections.nCopies(n - kept.length, new Eigenvalue(0, 0)));
        if (kept.length > 0) {
            found.addAll(ofAny(left, kept.length));
        }
        return found;
    }

    private static List<Eigenvalue> iterated(double[] matrix, int n) {
        double size = Math.sqrt(Arrays.stream(matrix).map(x -> x * x).sum());
        return shifted(matrix, n, 0)
                // What is next to 0 is never 0 beside its neighbours where these are next to 0 too; a shift gives all
                // of them a size, and loses
                // no more than the rounding of the largest.
                .or(() -> shifted(matrix, n, size))
                .orElseThrow(() -> new IllegalStateException(
                        "eigenvalues: expected the QR iteration to converge, found that it does not"));
    }

    /** Those of A + sI, less s; empty where the iteration does not converge. */
    static Optional<List<Eigenvalue>> shifted(double[] matrix, int n, double shift) {
        DMatrixRMaj moved = DMatrixRMaj.wrap(n, n, matrix.clone());
        for (int i = 0; i < n; i++) {
            moved.add(i, i, shift);
        }
        EigenDecomposition_F64<DMatrixRMaj> iteration = DecompositionFactory_DDRM.eig(n, false, false);
        if (!iteration.decompose(moved)) {
            return Optional.empty();
        }
        List<Eigenvalue> found = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Complex_F64 one = iteration.getEigenvalue(i);
            found.add(new Eigenvalue(one.getReal() - shift, one.getImaginary()));
        }
        return Optional.of(found);
    }
}
