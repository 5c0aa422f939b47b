package dev.nabla2.lab.metrics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The Fréchet distance |m₁ - m₂|² + Tr(S₁ + S₂ - 2 (S₁S₂)^½) of two Gaussians, or of the Gaussians that two samples are
 * taken for (Dowson and Landau 1982; Heusel et al. 2017, equation 6).
 *
 * <p>As in the field's tables it is the square of the Wasserstein-2 distance, in squared units of the points, and no
 * root is taken. For samples that are not Gaussian it compares the first two moments only, and between finite samples
 * it is biased upwards, the more the smaller they are: compare values of one sample size, and read them beside that of
 * real data.
 */
public final class FrechetDistance {
    /** How many times its rounding a negative eigenvalue may be: a covariance may be known to six digits fewer. */
    private static final double NEGATIVE = 1e6;

    private FrechetDistance() {}

    /**
     * The squared distance of two samples' means and covariances.
     *
     * @throws IllegalArgumentException if they are of different dimension, or one has less than two points
     */
    public static double squared(Points xs, Points ys) {
        return squared(Gaussian.of(xs), Gaussian.of(ys));
    }

    /**
     * The squared distance of two Gaussians, at least 0.
     *
     * @throws IllegalArgumentException if they are of different dimension, or a covariance has a negative eigenvalue
     */
    public static double squared(Gaussian p, Gaussian q) {
        int d = p.dimension();
        if (q.dimension() != d) {
            throw new IllegalArgumentException(
                    "Fréchet distance: expected Gaussians of one dimension, found " + d + " and " + q.dimension());
        }
        double[] pMean = p.mean();
        double[] qMean = q.mean();
        double[] pCovariance = p.covariance();
        double[] qCovariance = q.covariance();
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += (pMean[i] - qMean[i]) * (pMean[i] - qMean[i]);
            sum += pCovariance[i * d + i] + qCovariance[i * d + i];
        }
        return Math.max(0, sum - 2 * traceOfRoot(root(pCovariance, d), root(qCovariance, d)));
    }

    /**
     * Tr (S₁S₂)^½ from F₁ and F₂ where S = FFᵀ, as the sum of the singular values of F₁ᵀF₂, whose squares are the
     * eigenvalues of S₁S₂. Roots of computed eigenvalues of the product would keep half of the digits of a small one.
     */
    private static double traceOfRoot(DMatrixRMaj p, DMatrixRMaj q) {
        DMatrixRMaj product = new DMatrixRMaj(p.numCols, q.numCols);
        CommonOps_DDRM.multTransA(p, q, product);
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(product.numRows, product.numCols, false, false, true);
        if (!svd.decompose(product)) {
            throw new IllegalStateException("Fréchet distance: the singular values did not converge");
        }
        return Arrays.stream(svd.getSingularValues(), 0, svd.numberOfSingularValues())
                .sum();
    }

    /** The factor F = V Λ^½ of a covariance VΛVᵀ; eigenvalues within rounding of 0 are 0. */
    private static DMatrixRMaj root(double[] covariance, int d) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (!eigen.decompose(new DMatrixRMaj(d, d, true, covariance))) {
            throw new IllegalStateException("Fréchet distance: the eigenvalues did not converge");
        }
        double[] values = new double[d];
        Arrays.setAll(values, i -> eigen.getEigenvalue(i).getReal());
        double rounding =
                8 * d * Math.ulp(Arrays.stream(values).map(Math::abs).max().orElseThrow());
        DMatrixRMaj factor = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            if (values[i] < -NEGATIVE * rounding) {
                throw new IllegalArgumentException(
                        "Fréchet distance: expected a covariance without negative eigenvalues, found " + values[i]);
            }
            double scale = values[i] <= rounding ? 0 : Math.sqrt(values[i]);
            for (int row = 0; row < d; row++) {
                factor.set(row, i, scale * eigen.getEigenVector(i).get(row));
            }
        }
        return factor;
    }
}
