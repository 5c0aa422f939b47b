package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.data.PlanarGaussian;
import dev.nabla2.gan.data.TwoGaussians;
import dev.nabla2.lab.critic.TrainedCritic;
import dev.nabla2.lab.metrics.Spread;
import dev.nabla2.lab.picture.LinesPicture;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The slope of critics at their samples as the generated Gaussian approaches the real one. The best critic's logit has the slope
 * ‖Σ⁻¹(μ_r − μ_g)‖ everywhere, which goes to 0 with the distance; one that tells each sample by heart gets the steeper, the nearer real
 * and generated samples come to each other (section 3).
 */
final class WhereTheyMeet {
    private static final double[] DISTANCES = {4, 2, 1, 0.5, 0.25, 0.1};
    private static final double CORRELATION = 0.5;

    /** How far from a sample its neighbourhood is looked at, as a standard deviation. */
    private static final double NEAR = 0.05;

    private WhereTheyMeet() {}

    private static TwoGaussiansTraining training(Variant variant, double distance, Conditions conditions) {
        TwoGaussians gaussians =
                new TwoGaussians(new PlanarGaussian(0, 0, CORRELATION), new PlanarGaussian(distance, 0, CORRELATION));
        Penalty penalty = variant.isPenalised() ? new OnProbability(variant.penalty(1)) : variant.penalty(0);
        int samples = variant == Variant.NO_GP_MORE ? TwoGaussiansTraining.MANY : TwoGaussiansTraining.FEW;
        return new TwoGaussiansTraining(gaussians, samples, penalty, conditions.of(2_000, 1));
    }

    private static String name(Variant variant) {
        return "meeting-" + variant.fileName();
    }

    static List<Part> parts(Conditions conditions) {
        List<Part> parts = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            parts.add(Part.of(
                    name(variant),
                    "distances " + Arrays.toString(DISTANCES) + ", at the first: "
                            + training(variant, DISTANCES[0], conditions).settings(),
                    bench -> measured(variant, conditions, bench)));
        }
        return parts;
    }

    private static Measured measured(Variant variant, Conditions conditions, Bench bench) {
        double[] at = new double[DISTANCES.length];
        double[] near = new double[DISTANCES.length];
        double[] steepest = new double[DISTANCES.length];
        RandomStream random = conditions.random("meeting");
        for (int i = 0; i < DISTANCES.length; i++) {
            TwoGaussiansTraining training = training(variant, DISTANCES[i], conditions);
            double before = i;
            double last = (double) training.epochs() * TwoGaussiansTraining.UPDATES;
            TrainedCritic critic = training.train(
                    bench.backend(Precision.FLOAT),
                    random,
                    (step, now) -> bench.progress((before + step / last) / DISTANCES.length));
            double[] samples = training.drawn(true, random);
            Spread slopes = Spread.of(critic.slopes(samples));
            at[i] = slopes.mean();
            steepest[i] = slopes.greatest();
            double[] noise = random.fold("near").normal(samples.length);
            for (int k = 0; k < samples.length; k++) {
                samples[k] += NEAR * noise[k];
            }
            near[i] = Spread.of(critic.slopes(samples)).mean();
        }
        return Measured.nothing().with("at", at).with("near", near).with("steepest", steepest);
    }

    private static double best(double distance) {
        return distance * Math.sqrt(1 + CORRELATION * CORRELATION) / (1 - CORRELATION * CORRELATION);
    }

    static Findings findings(Results results) {
        NumberTable table = new NumberTable(
                "Slopes as the Gaussians meet",
                "The mean slope of the critic\u2019s logit at the real samples, by the distance of the Gaussians\u2019 means, in deviations; the same"
                        + " near them (normal with deviation 0.05), and the steepest, at the least distance.",
                columns());
        List<LinesPicture.Line> lines = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            Measured of = results.of(name(variant));
            lines.add(new LinesPicture.Line(variant.label(), DISTANCES, of.numbers("at")));
            table = table.row(variant.label(), row(of.numbers("at"), last(of, "near"), last(of, "steepest")));
        }
        double[] best = Arrays.stream(DISTANCES).map(WhereTheyMeet::best).toArray();
        lines.add(new LinesPicture.Line("the best critic", DISTANCES, best));
        table = table.row("the best critic", row(best, best[best.length - 1], best[best.length - 1]));
        Figure figure = Figure.of(
                "Slopes as the Gaussians meet",
                "The mean slope of the critic\u2019s logit at its real samples. The best critic becomes flat as the distance of the Gaussians goes to 0"
                        + " (to the left); one that overfits does not.",
                new LinesPicture(
                        LinesPicture.Axis.logarithmic("distance of the means, in deviations"),
                        LinesPicture.Axis.logarithmic("mean slope of the logit"),
                        lines));
        return new Findings(claims(results), List.of(figure), List.of(table));
    }

    private static double last(Measured of, String name) {
        return of.numbers(name)[DISTANCES.length - 1];
    }

    private static String[] columns() {
        List<String> columns = new ArrayList<>();
        for (double distance : DISTANCES) {
            columns.add("at " + Format.exact(distance));
        }
        columns.add("near, at 0.1");
        columns.add("steepest, at 0.1");
        return columns.toArray(String[]::new);
    }

    private static double[] row(double[] values, double near, double steepest) {
        double[] row = Arrays.copyOf(values, values.length + 2);
        row[values.length] = near;
        row[values.length + 1] = steepest;
        return row;
    }

    private static List<Claim> claims(Results results) {
        double none = last(results.of(name(Variant.NO_GP)), "at");
        double best = best(DISTANCES[DISTANCES.length - 1]);
        double far = results.of(name(Variant.NO_GP)).numbers("at")[0];
        List<Variant> zeroCentred = List.of(Variant.ZERO_GP_SAMPLE, Variant.ZERO_GP);
        String slopes = Arrays.stream(Variant.values())
                .map(variant -> variant.label() + " " + Format.number(last(results.of(name(variant)), "at")))
                .collect(Collectors.joining(", "));
        return List.of(
                Claim.judged(
                        "As p_g nears p_r, the critic of finitely many samples gets steep where the best one gets flat: its gradient explodes"
                                + " (section 3).",
                        "Without penalty the mean slope of the logit at real samples is " + Format.number(none)
                                + " at a distance of 0.1, " + Format.number(none / best)
                                + " times the best critic\u2019s, and "
                                + Format.number(far)
                                + " at a distance of 4. Judged: at least ten times the best critic\u2019s, and more"
                                + " than at 4.",
                        none > 10 * best && none > far,
                        "At a distance of 4 samples are told apart entirely, so that the logit, and its slope, grow too as long as training goes"
                                + " on."),
                Claim.counted(
                        "Zero-centred penalties prevent it, on samples only there, on interpolates everywhere between (section 4).",
                        "Mean slope at a distance of 0.1: " + slopes + "; the best critic " + Format.number(best)
                                + ". Judged: at most a fifth of that without penalty, for 0-GP-sample and 0-GP.",
                        zeroCentred.stream()
                                .filter(variant -> last(results.of(name(variant)), "at") <= none / 5)
                                .count(),
                        zeroCentred.size(),
                        "The penalty of weight 1 on the probability\u2019s slope is weak where the critic is sure of itself."));
    }
}
