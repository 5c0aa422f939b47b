package dev.nabla2.lab.audit;

import java.util.List;

/** How many minibatches' gradients point uphill on what an estimate of the true one says. */
final class Downhill {
    private Downhill() {}

    /**
     * A gradient's inner products with the mean of an estimate, first, and with each of its groups.
     *
     * @param mean that of the estimate
     */
    static double[] inner(double[] gradient, double[] mean, Sampled truth) {
        double[][] groups = truth.groups();
        double[] inner = new double[groups.length + 1];
        inner[0] = Sampled.Product.dot(gradient, mean);
        for (int g = 0; g < groups.length; g++) {
            inner[g + 1] = Sampled.Product.dot(gradient, groups[g]);
        }
        return inner;
    }

    /**
     * The share of gradients with a positive inner product. Its error is that of so few gradients and that of the estimate together, the latter
     * as leaving out one of its groups after the other shows (the jackknife about the whole).
     */
    static Estimate share(List<double[]> inner) {
        Estimate ofFew = Estimate.mean(
                inner.stream().mapToDouble(one -> one[0] > 0 ? 1 : 0).toArray());
        int groups = inner.get(0).length - 1;
        double squares = 0;
        for (int without = 1; without <= groups; without++) {
            int group = without;
            long down = inner.stream()
                    .filter(one -> groups * one[0] - one[group] > 0)
                    .count();
            squares += Math.pow((double) down / inner.size() - ofFew.value(), 2);
        }
        return new Estimate(ofFew.value(), Math.hypot(ofFew.error(), Math.sqrt(squares * (groups - 1) / groups)));
    }
}
