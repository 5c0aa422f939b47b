package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.sweep.Quartiles;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;
import java.util.List;

/** WGAN-GP on the ring with one critic update for each of the generator at equal and at unequal rates, and with five at equal ones. */
public final class TwoTimeScales implements Experiment {
    /** Of the paper for WGAN-GP, critic over generator: 3e-4 over 1e-4. */
    private static final double RATIO = 3;

    private static final double RATE = 1e-3;

    @Override
    public String name() {
        return "ttur";
    }

    @Override
    public String paper() {
        return "Heusel, Ramsauer, Unterthiner, Nessler and Hochreiter, \u201cGANs trained by a two time-scale update rule converge to a local"
                + " Nash equilibrium\u201d, NIPS 2017, section 3";
    }

    @Override
    public String question() {
        return "Does a critic with a higher rate than the generator\u2019s, and one update for each of the generator, reach a lower"
                + " Fr\u00e9chet distance than one with an equal rate, and in equal time than one with five updates?";
    }

    private static Rival rival(Conditions conditions, String name, String words, int criticSteps, double ratio) {
        return new Rival(
                name,
                words,
                Objective.wasserstein(),
                GradientPenalty.twoSided(1),
                InstanceNoise.none(),
                Dynamics.alternating(criticSteps),
                new Adam(ratio * RATE, 0, 0.9),
                new Adam(RATE, 0, 0.9),
                conditions.of(criticSteps > 1 ? 1_000 : 2_500, 2));
    }

    private static Rival five(Conditions conditions) {
        return rival(conditions, "five", "5 updates, equal", 5, 1);
    }

    private static Rival equal(Conditions conditions) {
        return rival(conditions, "equal", "1 update, equal", 1, 1);
    }

    private static Rival unequal(Conditions conditions) {
        return rival(conditions, "unequal", "1 update, critic \u00d7 3", 1, RATIO);
    }

    private static Rival opposite(Conditions conditions) {
        return rival(conditions, "opposite", "1 update, critic \u00f7 3", 1, 1 / RATIO);
    }

    private static Tournament tournament(Conditions conditions) {
        int width = conditions.of(64, 8);
        Arena arena = new Arena(
                RingOfGaussians.ofEight(),
                Sequential.mlp(Activation.RELU, 2, width, width, width, 2),
                Sequential.mlp(Activation.RELU, 2, width, width, width, 1),
                2,
                conditions.of(256, 16));
        return new Tournament(
                arena,
                List.of(five(conditions), equal(conditions), unequal(conditions), opposite(conditions)),
                3,
                conditions);
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        return tournament(conditions).parts();
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        Tournament all = tournament(conditions);
        LinesPicture.Axis frechet = LinesPicture.Axis.logarithmic("Fr\u00e9chet distance of the samples");
        LinesPicture.Axis sliced = LinesPicture.Axis.logarithmic("sliced Wasserstein distance");
        return new Findings(
                claims(conditions, all, results),
                List.of(
                        all.overSteps(results, "frechet", frechet, "Fr\u00e9chet distance over steps"),
                        all.overTime(results, "frechet", frechet, "Fr\u00e9chet distance over time"),
                        all.overTime(results, "distance", sliced, "Sliced Wasserstein distance over time"),
                        all.samples(results)),
                List.of(all.table(results)));
    }

    private static List<Claim> claims(Conditions conditions, Tournament all, Results results) {
        Rival equal = equal(conditions);
        Rival unequal = unequal(conditions);
        Rival five = five(conditions);
        double seconds = Math.min(all.pace(results, five) * five.steps(), all.pace(results, unequal) * unequal.steps());
        double[] same = {all.end(results, equal, "frechet"), all.end(results, unequal, "frechet")};
        double[] sliced = {all.end(results, equal, "distance"), all.end(results, unequal, "distance")};
        double fives = at(all, results, five, seconds, "frechet");
        double ones = at(all, results, unequal, seconds, "frechet");
        return List.of(
                Claim.judged(
                        "With one critic update for each of the generator\u2019s, unequal rates learn better than equal ones.",
                        "Fr\u00e9chet distance over the last quarter of 2,500 steps " + Format.number(same[1])
                                + ", at equal rates " + Format.number(same[0]) + "; sliced Wasserstein "
                                + Format.number(sliced[1]) + " and " + Format.number(sliced[0])
                                + ". Judged: both lower.",
                        same[1] < same[0] && sliced[1] < sliced[0],
                        "On the ring the first two moments, which the Fr\u00e9chet distance compares, are met by either; and at these rates a"
                                + " critic of equal rate keeps up as well."),
                Claim.judged(
                        "In equal time it is better than WGAN-GP as published, with five critic updates at equal rates (figure 6, table 1).",
                        "After " + Format.duration(seconds)
                                + " of processor time the mean of the last looks of the Fr\u00e9chet distance is "
                                + Format.number(ones) + " with one update at three times the rate, "
                                + Format.number(fives)
                                + " with five at equal rates. Judged: lower.",
                        ones < fives,
                        "Five updates hold the critic near its best in the plane, where they are cheap."),
                Claim.notRun(
                        "On CelebA, CIFAR-10, SVHN and LSUN the same holds by the Inception network\u2019s features (table 1).",
                        "There is no Inception network here, and such runs take days on two cores."));
    }

    /** The median over runs of the mean of the five looks up to a time. */
    private static double at(Tournament all, Results results, Rival rival, double seconds, String series) {
        double pace = all.pace(results, rival);
        return Quartiles.of(all.of(results, rival).stream()
                        .mapToDouble(run -> before(run, seconds / pace, series))
                        .toArray())
                .median();
    }

    private static double before(Measured run, double steps, String series) {
        double[] at = run.numbers("step");
        double[] values = run.numbers(series);
        int last = 0;
        while (last + 1 < at.length && at[last + 1] <= steps * (1 + 1e-9)) {
            last++;
        }
        double sum = 0;
        int from = Math.max(0, last - 4);
        for (int i = from; i <= last && i < values.length; i++) {
            sum += values[i];
        }
        return sum / (last - from + 1);
    }
}
