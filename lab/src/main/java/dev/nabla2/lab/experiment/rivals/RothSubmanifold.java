package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.Logistic;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.RothRegulariser;
import dev.nabla2.gan.data.SubmanifoldMixture;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Seven Gaussians in a plane of space, with the regulariser, with noise and with neither; each critic judges each generator. */
public final class RothSubmanifold implements Experiment {
    private static final int MODES = 7;
    private static final double GAMMA = 0.1;

    @Override
    public String name() {
        return "roth";
    }

    @Override
    public String paper() {
        return "Roth, Lucchi, Nowozin and Hofmann, \u201cStabilizing training of generative adversarial networks through"
                + " regularization\u201d, NIPS 2017, sections 4.1 and 4.3";
    }

    @Override
    public String question() {
        return "Where data lie in a plane of space, so that real and generated ones need not overlap, does the regulariser keep training"
                + " stable, as well as noise or better? And which critics tell which generators\u2019 samples from real ones?";
    }

    private static Rival rival(Conditions conditions, String name, String words, Penalty penalty, InstanceNoise noise) {
        Adam adam = new Adam(1e-3, 0.9, 0.999);
        return new Rival(
                name,
                words,
                new Logistic(Logistic.Generator.NON_SATURATING, 1),
                penalty,
                noise,
                Dynamics.alternating(1),
                adam,
                adam,
                conditions.of(2_500, 2));
    }

    private static Rival none(Conditions conditions) {
        return rival(conditions, "none", "neither", new NoPenalty(), InstanceNoise.none());
    }

    private static Rival noise(Conditions conditions) {
        return rival(conditions, "noise", "noise 0.1", new NoPenalty(), new InstanceNoise(0.1, false));
    }

    private static Rival regularised(Conditions conditions) {
        return rival(conditions, "regularised", "\u03b3 0.1", new RothRegulariser(GAMMA, false), InstanceNoise.none());
    }

    private static Rival annealed(Conditions conditions) {
        return rival(
                conditions, "annealed", "\u03b3 0.1 annealed", new RothRegulariser(GAMMA, true), InstanceNoise.none());
    }

    private static Tournament tournament(Conditions conditions) {
        int width = conditions.of(128, 8);
        Arena arena = new Arena(
                SubmanifoldMixture.ofThePaper(),
                Sequential.mlp(Activation.TANH, 2, width, width, 3),
                Sequential.mlp(Activation.TANH, 3, width, width, 1),
                2,
                conditions.of(512, 16));
        return new Tournament(
                arena,
                List.of(none(conditions), noise(conditions), regularised(conditions), annealed(conditions)),
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
        NumberTable crossed = crossed(all, results);
        return new Findings(
                claims(conditions, all, results, crossed),
                List.of(
                        all.overSteps(
                                results,
                                "modes",
                                LinesPicture.Axis.linear("modes found, of " + MODES),
                                "Modes over steps"),
                        all.overSteps(
                                results,
                                "near",
                                LinesPicture.Axis.linear("share of samples near a mode and the plane"),
                                "Quality over steps"),
                        all.overSteps(
                                results,
                                "distance",
                                LinesPicture.Axis.logarithmic("sliced Wasserstein distance"),
                                "Distance over steps"),
                        all.samples(results)),
                List.of(all.table(results), crossed));
    }

    /** Which share of each generator's samples each critic takes for real, and of real ones for generated. */
    private static NumberTable crossed(Tournament all, Results results) {
        List<String> columns = new ArrayList<>();
        all.rivals().forEach(generator -> columns.add("of " + generator.words() + ": for real"));
        columns.add("real: for generated");
        NumberTable table = new NumberTable(
                "Cross-testing",
                "Each row is a critic at the end of its training, each column a generator: the share of its samples that the critic takes"
                        + " for real; last, the share of new real samples that it takes for generated. Means over runs.",
                columns,
                List.of());
        for (Rival critic : all.rivals()) {
            double[] row = new double[columns.size()];
            for (int run = 0; run < all.runs(); run++) {
                double[] weights = all.of(results, critic).get(run).numbers("critic");
                for (int i = 0; i < all.rivals().size(); i++) {
                    Measured other = all.of(results, all.rivals().get(i)).get(run);
                    row[i] += share(all, weights, other.numbers("samples"), true) / all.runs();
                }
                double[] real = all.arena()
                        .data()
                        .draw(all.conditions().random("crossed").fold(run), 2_000);
                row[row.length - 1] += share(all, weights, real, false) / all.runs();
            }
            table = table.row(critic.words(), row);
        }
        return table;
    }

    /** Of samples that are taken for real, or for generated. */
    private static double share(Tournament all, double[] weights, double[] samples, boolean real) {
        if (samples.length == 0) {
            return Double.NaN;
        }
        return Arrays.stream(all.arena().values(weights, samples))
                .map(value -> value > 0 == real ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static List<Claim> claims(Conditions conditions, Tournament all, Results results, NumberTable crossed) {
        Rival none = none(conditions);
        Rival noise = noise(conditions);
        Rival ours = regularised(conditions);
        List<List<Double>> shares =
                crossed.rows().stream().map(NumberTable.Row::values).toList();
        int plain = all.rivals().indexOf(none);
        int held = all.rivals().indexOf(ours);
        double fools = shares.get(plain).get(held);
        double caught = shares.get(held).get(plain);
        return List.of(
                Claim.judged(
                        "Without regularisation training on the submanifold is unstable and does not cover the mixture.",
                        found(all, results, none) + " Judged: every mode in less than half of the looks.",
                        all.whole(results, none) < 0.5,
                        "With these networks and rates it is stable for 2,500 steps; the paper trains longer."),
                Claim.judged(
                        "With the regulariser it is stable and covers every mode.",
                        found(all, results, ours) + " Judged: every mode in more than half of the looks.",
                        all.whole(results, ours) > 0.5,
                        "At \u03b3 0.1 the critic is flat on the scale of a mode, 0.01, and modes are met roughly."),
                Claim.counted(
                        "It is at least as good as adding noise, which blurs what the critic sees.",
                        "Sliced Wasserstein distance " + Format.number(all.end(results, ours, "distance"))
                                + ", with noise "
                                + Format.number(all.end(results, noise, "distance")) + "; near a mode "
                                + Format.percent(all.end(results, ours, "near")) + " and "
                                + Format.percent(all.end(results, noise, "near")) + ". Judged: closer, and more near.",
                        IntStream.of(
                                        all.end(results, ours, "distance") <= all.end(results, noise, "distance")
                                                ? 1
                                                : 0,
                                        all.end(results, ours, "near") >= all.end(results, noise, "near") ? 1 : 0)
                                .sum(),
                        2,
                        "Noise of deviation 0.1 is ten times a mode\u2019s own, and how much would be best depends on the data."),
                Claim.judged(
                        "Cross-testing: the regularised critic tells the unregularised generator\u2019s samples from real ones better than the"
                                + " other way round.",
                        "It takes " + Format.percent(caught) + " of them for real; the unregularised critic takes "
                                + Format.percent(fools)
                                + " of the regularised generator\u2019s for real. Judged: the former is less.",
                        caught < fools,
                        "A critic near its equilibrium is flat and answers one half everywhere, so that it tells little of anyone\u2019s"
                                + " samples; one that has won against a collapsed generator knows that generator only."));
    }

    private static String found(Tournament all, Results results, Rival rival) {
        return "At the end " + Format.number(all.end(results, rival, "modes")) + " of " + MODES + " modes with "
                + Format.percent(all.end(results, rival, "near"))
                + " of the samples near one and the plane; every mode in " + Format.percent(all.whole(results, rival))
                + " of the looks in the last quarter; at the last look "
                + Format.number(all.last(results, rival, "modes")) + " modes.";
    }
}
