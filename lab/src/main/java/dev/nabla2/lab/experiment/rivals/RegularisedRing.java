package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.Logistic;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.nn.Adam;
import java.util.List;

/** A generator that also lowers the norm of the critic's gradient, against unrolling, on the ring. */
public final class RegularisedRing implements Experiment {
    private static final int MODES = 8;

    @Override
    public String name() {
        return "gradient-regularised";
    }

    @Override
    public String paper() {
        return "Nagarajan and Kolter, \u201cGradient descent GAN optimization is locally stable\u201d, NIPS 2017, section 5";
    }

    @Override
    public String question() {
        return "On a ring of eight Gaussians, does a generator that also minimises \u03b7\u2016\u2207V\u2016\u00b2 by the critic\u2019s"
                + " parameters find every mode, and sooner than one that looks 15 critic steps ahead?";
    }

    private static Rival rival(Conditions conditions, String name, String words, Dynamics dynamics) {
        // The paper has 1e-4, batches of 512, and many more steps.
        Adam adam = new Adam(1e-3, 0.5, 0.999);
        return new Rival(
                name,
                words,
                new Logistic(Logistic.Generator.MINIMAX, 1),
                new NoPenalty(),
                InstanceNoise.none(),
                dynamics,
                adam,
                adam,
                conditions.of(4_000, 2));
    }

    private static Rival none(Conditions conditions) {
        return rival(conditions, "none", "neither", Dynamics.simultaneous());
    }

    private static Rival regularised(Conditions conditions) {
        return rival(conditions, "regularised", "regularised, \u03b7 0.5", Dynamics.gradientRegularised(0.5));
    }

    private static Rival unrolled(Conditions conditions) {
        return rival(conditions, "unrolled", "15 unrolled steps", Dynamics.unrolled(conditions.of(15, 2), true));
    }

    private static Tournament tournament(Conditions conditions) {
        return new Tournament(
                Arena.ring(RingOfGaussians.ofNagarajan(), conditions.of(128, 8), conditions.of(256, 16)),
                List.of(none(conditions), regularised(conditions), unrolled(conditions)),
                2,
                conditions);
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        return tournament(conditions).parts();
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        Tournament all = tournament(conditions);
        LinesPicture.Axis modes = LinesPicture.Axis.linear("modes found, of " + MODES);
        LinesPicture.Axis near = LinesPicture.Axis.linear("share of samples within 3 deviations of a mode");
        return new Findings(
                claims(conditions, all, results),
                List.of(
                        all.overSteps(results, "modes", modes, "Modes over steps"),
                        all.overTime(results, "modes", modes, "Modes over time"),
                        all.overTime(results, "near", near, "Quality over time"),
                        all.samples(results)),
                List.of(all.table(results)));
    }

    private static List<Claim> claims(Conditions conditions, Tournament all, Results results) {
        Rival none = none(conditions);
        Rival ours = regularised(conditions);
        Rival ahead = unrolled(conditions);
        double time = all.settled(results, ours, "modes", MODES, true) * all.pace(results, ours);
        double rivals = all.settled(results, ahead, "modes", MODES, true) * all.pace(results, ahead);
        double ratio = all.pace(results, ahead) / all.pace(results, ours);
        return List.of(
                Claim.judged(
                        "Without a regulariser the generator does not cover the ring: it goes from mode to mode.",
                        found(all, results, none) + " Judged: every mode in less than half of the looks.",
                        all.whole(results, none) < 0.5,
                        "With these networks and rates the plain game reaches every mode as well."),
                Claim.counted(
                        "With the regulariser, \u03b7 0.5, it finds every mode.",
                        found(all, results, ours) + " From some look on every mode: "
                                + (Double.isFinite(time) ? "yes" : "no")
                                + ". Judged: every mode from some look on, and in more than half of those looks.",
                        (Double.isFinite(time) ? 1 : 0) + (all.whole(results, ours) > 0.5 ? 1 : 0),
                        2,
                        "At 4,000 steps, at ten times the paper\u2019s rate, it has only just got so far."),
                Claim.judged(
                        "It is faster than unrolling, whose every step costs the passes of all steps ahead.",
                        "A step takes, in processor time, " + Format.number(1e3 * all.pace(results, ours))
                                + " ms, one with 15 unrolled steps "
                                + Format.number(1e3 * all.pace(results, ahead)) + " ms, " + Format.number(ratio)
                                + " times as long. Every mode, and from then on: after " + seconds(time)
                                + ", unrolled after " + seconds(rivals) + ". Judged: by these times.",
                        time < rivals,
                        "Where the unrolled generator gets there in fewer steps, these can outweigh what each costs."));
    }

    private static String found(Tournament all, Results results, Rival rival) {
        return "At the end " + Format.number(all.end(results, rival, "modes")) + " of " + MODES + " modes with "
                + Format.percent(all.end(results, rival, "near")) + " of the samples near one; every mode in "
                + Format.percent(all.whole(results, rival)) + " of the looks in the last quarter.";
    }

    private static String seconds(double time) {
        return Double.isFinite(time) ? Format.duration(time) : "more than all steps take";
    }
}
