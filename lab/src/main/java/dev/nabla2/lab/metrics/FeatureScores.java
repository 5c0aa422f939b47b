package dev.nabla2.lab.metrics;

/**
 * How near samples are to real ones by what a {@link Judge} says of both.
 *
 * @param frechet the {@linkplain FrechetDistance squared Fréchet distance} of all features
 * @param kernel the {@linkplain KernelDistance squared kernel distance} of up to {@value #COMPARED} features of each side
 * @param modeScore the {@linkplain ClassifierScores#mode mode score}
 * @param classifierScore the {@linkplain ClassifierScores#inception Inception score}, with this judge's classes
 * @param precision the fraction of generated features among real ones (Kynkäänniemi et al. 2019, k = 3), of up to {@value #COMPARED}
 * @param recall the fraction of real features among generated ones, as precision
 * @param density how often generated features are among real ones (Naeem et al. 2020, k = 5), of up to {@value #COMPARED}
 * @param coverage the fraction of real features with generated ones about them, as density
 * @param modes how many samples are of each mode
 */
public record FeatureScores(
        double frechet,
        double kernel,
        double modeScore,
        double classifierScore,
        double precision,
        double recall,
        double density,
        double coverage,
        ModeHistogram modes) {
    /** The most features of each side that metrics look at which compare all pairs. */
    public static final int COMPARED = 500;

    /** The fewest samples that can be scored. */
    public static final int FEWEST = Coverage.NEIGHBOURS_OF_DENSITY + 1;

    /**
     * Scores samples.
     *
     * @param generated what is said of them
     * @param real what is said of real ones
     * @throws IllegalArgumentException if there are fewer than {@link #FEWEST} of either
     */
    public static FeatureScores of(Judge.Verdict generated, Judge.Verdict real) {
        Points some = generated.features().first(COMPARED);
        Points reals = real.features().first(COMPARED);
        Coverage near = Coverage.of(reals, some, Coverage.NEIGHBOURS_OF_PRECISION);
        Coverage nearer = Coverage.of(reals, some, Coverage.NEIGHBOURS_OF_DENSITY);
        return new FeatureScores(
                FrechetDistance.squared(real.features(), generated.features()),
                KernelDistance.squared(reals, some),
                ClassifierScores.mode(generated.probabilities(), real.probabilities()),
                ClassifierScores.inception(generated.probabilities()),
                near.precision(),
                near.recall(),
                nearer.density(),
                nearer.coverage(),
                generated.modes());
    }
}
