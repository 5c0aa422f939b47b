package dev.nabla2.lab.metrics;

/**
 * Scores of generated samples by the class probabilities that a classifier gives them: p(y|x) for a sample x, and p(y),
 * their mean.
 *
 * <p>Both grow with clear samples of many classes, to the number of classes at most; the Inception score is at least 1,
 * the mode score only positive. Means are taken over all samples at once, not over splits. Terms of probability 0 count
 * 0.
 */
public final class ClassifierScores {
    private static final double TOLERANCE = 1e-3;

    private ClassifierScores() {}

    /**
     * The Inception score exp(E KL(p(y|x) ‖ p(y))) of Salimans et al. 2016.
     *
     * @param probabilities of the classes, a point for each sample
     * @throws IllegalArgumentException if a sample's probabilities are negative or do not sum to 1
     */
    public static double inception(Points probabilities) {
        return Math.exp(information(probabilities));
    }

    /**
     * The mode score exp(E KL(p(y|x) ‖ p(y)) - KL(p(y) ‖ p*(y))), where p* is the mean over real data.
     *
     * <p>This is the reading of Xu et al. 2018, "An empirical study on evaluation metrics of generative adversarial
     * networks". Che et al. 2017, who introduced the score, are also read with p* in the first term, and then p*
     * cancels: what is left is the Inception score, as Zhou et al. 2018 noticed ("Activation maximization generative
     * adversarial nets").
     *
     * @param generated probabilities of the classes, a point for each generated sample
     * @param real the same for real samples
     * @return the score, which is 0 where a class is generated that real data never have
     * @throws IllegalArgumentException if a sample's probabilities are negative or do not sum to 1, or the classes are
     *     not as many
     */
    public static double mode(Points generated, Points real) {
        Points.check("mode score", generated, real, 1);
        return Math.exp(information(generated) - divergence(mean(generated), mean(real)));
    }

    private static double information(Points probabilities) {
        double[] mean = mean(probabilities);
        double sum = 0;
        for (int i = 0; i < probabilities.count(); i++) {
            for (int label = 0; label < mean.length; label++) {
                sum += term(probabilities.get(i, label), mean[label]);
            }
        }
        return sum / probabilities.count();
    }

    private static double divergence(double[] p, double[] q) {
        double sum = 0;
        for (int label = 0; label < p.length; label++) {
            sum += term(p[label], q[label]);
        }
        return sum;
    }

    private static double term(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }

    private static double[] mean(Points probabilities) {
        double[] mean = new double[probabilities.dimension()];
        for (int i = 0; i < probabilities.count(); i++) {
            double sum = 0;
            for (int label = 0; label < mean.length; label++) {
                double p = probabilities.get(i, label);
                sum += p < 0 ? Double.NaN : p;
                mean[label] += p / probabilities.count();
            }
            if (!(Math.abs(sum - 1) <= TOLERANCE)) {
                throw new IllegalArgumentException(
                        "class probabilities: expected numbers from 0 whose sum is 1, found a sum of " + sum
                                + " (NaN: one is negative) in sample " + i);
            }
        }
        return mean;
    }
}
