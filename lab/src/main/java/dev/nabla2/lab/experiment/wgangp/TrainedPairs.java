package dev.nabla2.lab.experiment.wgangp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.SwissRoll;
import dev.nabla2.lab.critic.TrainedCritic;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.metrics.Spread;
import dev.nabla2.lab.metrics.TransportScore;
import dev.nabla2.lab.picture.SurfacePicture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Figure;
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
import java.util.Optional;

/**
 * Generators trained on the Swiss roll, with a penalty on slopes on both sides of 1 or above it only, and with critics of four activations:
 * the second derivative of a ReLU is 0 almost everywhere, which is what reviewers asked about.
 */
final class TrainedPairs {
    private static final int BATCH = 256;

    /** The authors' code has it for the toy sets. */
    private static final double LAMBDA = 0.1;

    private static final List<Activation> ACTIVATIONS =
            List.of(Activation.RELU, Activation.TANH, Activation.ELU, Activation.SOFTPLUS);

    private TrainedPairs() {}

    /**
     * A pair of networks.
     *
     * @param sides which slopes are penalised
     * @param activation the critic's; the generator has ReLU
     * @param width of three hidden layers
     * @param steps the generator's updates
     */
    private record Variant(GradientPenalty.Sides sides, Activation activation, int width, int steps) {
        String name() {
            return "trained-" + activation.label() + (sides == GradientPenalty.Sides.TWO ? "-two" : "-one");
        }

        String words() {
            return activation.label() + (sides == GradientPenalty.Sides.TWO ? ", two-sided" : ", one-sided");
        }

        GradientPenalty penalty() {
            return new GradientPenalty(LAMBDA, sides, 1);
        }

        Adam optimiser() {
            return new Adam(1e-3, 0.5, 0.9);
        }

        String settings() {
            return "generator and critic of 3 hidden layers of " + width + ", critic " + activation.label() + "; batch "
                    + BATCH + ", 5 critic updates, " + optimiser() + " falling linearly to 0, " + penalty() + ", "
                    + steps + " steps";
        }
    }

    private static List<Variant> variants(Conditions conditions) {
        int steps = conditions.of(2_000, 1);
        int width = conditions.of(128, 16);
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(GradientPenalty.Sides.ONE, Activation.RELU, width, steps));
        ACTIVATIONS.forEach(
                activation -> variants.add(new Variant(GradientPenalty.Sides.TWO, activation, width, steps)));
        return variants;
    }

    static List<Part> parts(Conditions conditions) {
        return variants(conditions).stream()
                .map(variant ->
                        Part.of(variant.name(), variant.settings(), bench -> measured(variant, conditions, bench)))
                .toList();
    }

    private static Measured measured(Variant variant, Conditions conditions, Bench bench) {
        int width = variant.width();
        Gan gan = new Gan(
                bench.backend(Precision.FLOAT),
                SwissRoll.ofThePaper(),
                Sequential.mlp(Activation.RELU, 2, width, width, width, 2),
                Sequential.mlp(variant.activation(), 2, width, width, width, 1),
                2,
                BATCH,
                Objective.wasserstein(),
                variant.penalty());
        // All start from the same seed, so that generators and data are the same.
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(5),
                        variant.optimiser(),
                        variant.optimiser(),
                        Schedule.linearDecay(),
                        variant.steps(),
                        conditions.random("trained").key()));
        trainer.run((report, model) -> bench.progress(report.step(), report.steps()));
        return examined(gan, trainer.model(), conditions);
    }

    private static Measured examined(Gan gan, GanModel model, Conditions conditions) {
        RandomStream random = conditions.random("examination");
        int count = 4_096;
        double[] real = gan.data().draw(random.fold("real"), count);
        double[] fake = model.sample(random.fold("fake"), count);
        double[] alpha = random.fold("alpha").uniform(count);
        double[] between = new double[real.length];
        Arrays.setAll(between, i -> fake[i] + alpha[i / 2] * (real[i] - fake[i]));
        TrainedCritic critic = new TrainedCritic(
                gan.critic(), gan.data().sampleShape(), model.parameters(Gan.CRITIC), model.memory(Gan.CRITIC));
        Spread along = Spread.of(critic.slopes(between));
        Spread grid = Spread.of(critic.slopes(new SurfacePicture.Frame(0, 3).points()));
        Optional<TransportScore> transport =
                TransportScore.of(gan.data(), model, conditions.of(1_000, 50), random.fold("transport"));
        Evaluator sliced = new Evaluator(gan.data(), conditions.of(10_000, 100), random.fold("sliced"));
        return Measured.nothing()
                .with("mean slope between", along.mean())
                .with("deviation between", along.deviation())
                .with("mean slope on grid", grid.mean())
                .with("deviation on grid", grid.deviation())
                .with("W1", transport.map(TransportScore::generated).orElse(Double.NaN))
                .with("W1 of real data", transport.map(TransportScore::real).orElse(Double.NaN))
                .with("sliced W1", sliced.of(model).distance())
                .with("sliced W1 of real data", sliced.ofRealData().distance())
                .with(
                        "surface",
                        SurfacePicture.of(critic::values, 3, Arrays.copyOf(real, 800), Arrays.copyOf(fake, 800)));
    }

    static Findings findings(Conditions conditions, Results results) {
        NumberTable table = new NumberTable(
                "One- and two-sided penalties and four activations",
                "Swiss roll, critics with an activation each; \u2016\u2207D\u2016 on 4,096 interpolates and on the grid from \u22123 to 3; Wasserstein distance"
                        + " of samples from real ones (exact, of 1,000 each) and over random directions (of 10,000).",
                "mean slope, interpolates",
                "deviation, interpolates",
                "mean slope, grid",
                "deviation, grid",
                "W1",
                "sliced W1");
        List<Tile> tiles = new ArrayList<>();
        for (Variant variant : variants(conditions)) {
            Measured of = results.of(variant.name());
            table = table.row(
                    variant.words(),
                    of.value("mean slope between"),
                    of.value("deviation between"),
                    of.value("mean slope on grid"),
                    of.value("deviation on grid"),
                    of.value("W1"),
                    of.value("sliced W1"));
            tiles.add(new Tile(
                    variant.words(), "W1 of samples: " + Format.number(of.value("W1")), of.picture("surface")));
        }
        Measured any = results.of("trained-relu-two");
        double[] none = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        table = table.row(
                "real data",
                none[0],
                none[1],
                none[2],
                none[3],
                any.value("W1 of real data"),
                any.value("sliced W1 of real data"));
        Figure figure = new Figure(
                "Critics beside their generators",
                "The critic\u2019s values after training, with real and generated points.",
                tiles);
        return new Findings(claims(results), List.of(figure), List.of(table));
    }

    private static List<Claim> claims(Results results) {
        Measured one = results.of("trained-relu-one");
        Measured two = results.of("trained-relu-two");
        double best = ACTIVATIONS.stream()
                .mapToDouble(activation -> of(results, activation).value("W1"))
                .min()
                .orElseThrow();
        double relu = two.value("W1");
        StringBuilder distances = new StringBuilder();
        for (Activation activation : ACTIVATIONS) {
            distances
                    .append(distances.length() == 0 ? "" : ", ")
                    .append(Format.number(of(results, activation).value("W1")))
                    .append(" with ")
                    .append(activation.label());
        }
        return List.of(
                Claim.judged(
                        "A penalty on both sides of 1 works slightly better than on slopes above 1 only, which differs little (section 4).",
                        "W1 of samples: two-sided " + Format.number(two.value("W1")) + ", one-sided "
                                + Format.number(one.value("W1")) + "; real data "
                                + Format.number(two.value("W1 of real data"))
                                + ". Mean slope on interpolates: two-sided "
                                + Format.number(two.value("mean slope between")) + ", one-sided "
                                + Format.number(one.value("mean slope between"))
                                + ". Judged: two-sided at most 1.1 times as far.",
                        two.value("W1") <= 1.1 * one.value("W1"),
                        "One run of each, on one data set; runs of other seeds vary."),
                Claim.judged(
                        "The penalty works with ReLU, whose second derivative is 0 almost everywhere, as with smooth activations (the"
                                + " authors\u2019 answer to reviewers; their figures use ReLU throughout).",
                        "W1 of samples: " + distances + ". Judged: ReLU at most 1.25 times as far as the best.",
                        relu <= 1.25 * best,
                        "The activations differ in more than in their second derivative: in what they can express, and in how fast they"
                                + " learn. Whether the gradient is right, nabla2 audit tells."));
    }

    private static Measured of(Results results, Activation activation) {
        return results.of(new Variant(GradientPenalty.Sides.TWO, activation, 0, 0).name());
    }
}
