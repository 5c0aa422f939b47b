package dev.nabla2.lab.metrics;

import java.util.Arrays;

/**
 * How far generated points lie where real points lie, and the other way round, judged by balls around points that reach
 * to the k-th nearest other point of the same sample.
 *
 * <p>Precision and recall are those of Kynkäänniemi, Karras, Laine, Lehtinen and Aila 2019 (equations 1 and 2), who
 * take k = 3; density and coverage those of Naeem, Oh, Uh, Choi and Yoo 2020, who take k = 5. Here one k serves all
 * four. Balls are closed, as in the first paper's text; the second one's program takes them open, which differs only
 * where distances are equal: against itself a sample has precision, recall and coverage 1 and, without equal distances,
 * density 1 + 1/k. Independent samples of n and m points of one distribution have an expected density of 1 and an
 * expected coverage of 1 - (n-1)…(n-k) / ((m+n-1)…(m+n-k)), for n real points.
 *
 * @param precision the fraction of generated points in at least one real ball, in [0, 1]
 * @param recall the fraction of real points in at least one generated ball, in [0, 1]
 * @param density the mean number of real balls a generated point lies in, divided by k; at least 0, and not bounded by
 *     1
 * @param coverage the fraction of real balls with at least one generated point, in [0, 1]
 */
public record Coverage(double precision, double recall, double density, double coverage) {
    /** The k of Kynkäänniemi et al. for precision and recall. */
    public static final int NEIGHBOURS_OF_PRECISION = 3;

    /** The k of Naeem et al. for density and coverage. */
    public static final int NEIGHBOURS_OF_DENSITY = 5;

    /**
     * Compares two samples in O((n + m)²) distances.
     *
     * @param real n points
     * @param generated m points
     * @param k which nearest neighbour the balls reach to, at least 1
     * @throws IllegalArgumentException if the samples are of different dimension, or one has no more than k points
     */
    public static Coverage of(Points real, Points generated, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("coverage: expected at least 1 neighbour, found " + k);
        }
        Points.check("coverage", real, generated, k + 1);
        Neighbourhoods balls = new Neighbourhoods(real, k);
        int[] aroundGenerated = balls.ballsAround(generated);
        int[] aroundReal = new Neighbourhoods(generated, k).ballsAround(real);
        return new Coverage(
                fractionInside(aroundGenerated),
                fractionInside(aroundReal),
                Arrays.stream(aroundGenerated).average().orElseThrow() / k,
                (double) balls.ballsWithAny(generated) / real.count());
    }

    private static double fractionInside(int[] balls) {
        return (double) Arrays.stream(balls).filter(count -> count > 0).count() / balls.length;
    }
}
