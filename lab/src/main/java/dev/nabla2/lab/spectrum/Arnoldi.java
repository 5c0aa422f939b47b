package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.netlib.arpack.Dnaupd;
import org.netlib.arpack.Dneupd;
import org.netlib.util.doubleW;
import org.netlib.util.intW;

/**
 * Some eigenvalues of a matrix that is known by its products with vectors, by ARPACK's implicitly restarted Arnoldi iteration (Lehoucq,
 * Sorensen and Yang 1998).
 *
 * @param size n, at least 4
 * @param product maps v to Jv
 * @param tolerance how exact, relative to an eigenvalue's size
 * @param restarts how many at most
 */
public record Arnoldi(int size, UnaryOperator<double[]> product, double tolerance, int restarts) {
    private static final int PRODUCT = 1;
    private static final int OUT_OF_RESTARTS = 1;

    /** ARPACK in Java remembers where it is in static variables. */
    private static final Object ONE_AT_A_TIME = new Object();

    /** Which eigenvalues. */
    public enum Which {
        /** Of the largest modulus. */
        LARGEST("LM"),
        /** Of the largest real part. */
        RIGHTMOST("LR");

        private final String code;

        Which(String code) {
            this.code = code;
        }

        private Comparator<Eigenvalue> order() {
            return this == LARGEST ? Eigenvalue.LARGEST : Eigenvalue.RIGHTMOST;
        }
    }

    /**
     * What was found.
     *
     * @param eigenvalues those that converged, the most wanted first
     * @param products how many products it took
     * @param isComplete whether as many converged as were wanted
     */
    public record Found(List<Eigenvalue> eigenvalues, int products, boolean isComplete) {}

    /** Checks the size. */
    public Arnoldi {
        if (size < 4) {
            throw new IllegalArgumentException("arnoldi: expected a dimension of at least 4, found " + size);
        }
    }

    /**
     * The eigenvalues.
     *
     * @param wanted how many; of a complex pair both are returned or none
     */
    public Found of(Which which, int wanted) {
        synchronized (ONE_AT_A_TIME) {
            return new Iteration(which, Math.min(wanted, size - 2)).run();
        }
    }

    /** ARPACK's variables, named as there. */
    private final class Iteration {
        private final Which which;
        private final int nev;
        private final int ncv;
        private final intW ido = new intW(0);
        private final intW info = new intW(1);
        private final doubleW tol = new doubleW(tolerance);
        private final double[] resid = RandomStream.of(1).normal(size);
        private final double[] v;
        private final int[] iparam = new int[11];
        private final int[] ipntr = new int[14];
        private final double[] workd = new double[3 * size];
        private final double[] workl;
        private int products;

        Iteration(Which which, int nev) {
            this.which = which;
            this.nev = nev;
            ncv = Math.min(size, Math.max(2 * nev + 1, 20));
            v = new double[size * ncv];
            workl = new double[3 * ncv * ncv + 6 * ncv];
            iparam[0] = 1;
            iparam[2] = restarts;
            iparam[6] = 1;
        }

        Found run() {
            do {
                step();
                if (Math.abs(ido.val) == PRODUCT) {
                    double[] x = new double[size];
                    System.arraycopy(workd, ipntr[0] - 1, x, 0, size);
                    System.arraycopy(product.apply(x), 0, workd, ipntr[1] - 1, size);
                    products++;
                }
            } while (Math.abs(ido.val) == PRODUCT);
            if (info.val < 0 || info.val > OUT_OF_RESTARTS) {
                throw new IllegalStateException("arnoldi: expected the iteration to go on, found info " + info.val);
            }
            boolean complete = info.val == 0;
            List<Eigenvalue> found = iparam[4] == 0 ? List.of() : converged();
            return new Found(found.stream().sorted(which.order()).toList(), products, complete);
        }

        private void step() {
            Dnaupd.dnaupd(
                    ido,
                    "I",
                    size,
                    which.code,
                    nev,
                    tol,
                    resid,
                    0,
                    ncv,
                    v,
                    0,
                    size,
                    iparam,
                    0,
                    ipntr,
                    0,
                    workd,
                    0,
                    workl,
                    0,
                    workl.length,
                    info);
        }

        private List<Eigenvalue> converged() {
            double[] re = new double[nev + 1];
            double[] im = new double[nev + 1];
            intW count = new intW(nev);
            Dneupd.dneupd(
                    false,
                    "A",
                    new boolean[ncv],
                    0,
                    re,
                    0,
                    im,
                    0,
                    new double[1],
                    0,
                    1,
                    0,
                    0,
                    new double[3 * ncv],
                    0,
                    "I",
                    size,
                    which.code,
                    count,
                    tol.val,
                    resid,
                    0,
                    ncv,
                    v,
                    0,
                    size,
                    iparam,
                    0,
                    ipntr,
                    0,
                    workd,
                    0,
                    workl,
                    0,
                    workl.length,
                    info);
            List<Eigenvalue> found = new ArrayList<>();
            for (int i = 0; i < iparam[4] && i < re.length; i++) {
                found.add(new Eigenvalue(re[i], im[i]));
            }
            return found;
        }
    }
}
