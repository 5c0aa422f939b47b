package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.data.TwoGaussians;
import dev.nabla2.lab.critic.TrainedCritic;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How near critics of finitely many samples come to the best critic of the two Gaussians that these are from, D* = p_r / (p_r + p_g),
 * by the penalty they are trained with.
 */
final class NearTheOptimum {
    private static final TwoGaussians GAUSSIANS = TwoGaussians.ofThePaper();

    /** What the published surfaces show: -2.5 to 4.5. */
    private static final SurfacePicture.Frame FRAME = new SurfacePicture.Frame(1, 3.5);

    private static final SurfacePicture.Range PROBABILITIES = new SurfacePicture.Range(0, 1);

    /** The authors' weight, on the slope of the probability. */
    private static final double LAMBDA = 1;

    /** As strong on the slope of the logit, which is four times that of the probability where D is 1/2. */
    private static final double LOGIT_LAMBDA = LAMBDA / 16;

    private NearTheOptimum() {}

    /**
     * A critic.
     *
     * @param variant with which penalty
     * @param logit whether on the slope of its logit, rather than of the probability
     * @param epochs early and late
     */
    private record Trial(Variant variant, boolean logit, List<Integer> epochs) {
        String name() {
            return "optimum-" + variant.fileName() + (variant.isPenalised() && logit ? "-logit" : "");
        }

        String words() {
            return variant.label() + (variant.isPenalised() && logit ? " of the logit" : "");
        }

        TwoGaussiansTraining training() {
            Penalty penalty = !variant.isPenalised()
                    ? variant.penalty(0)
                    : logit ? variant.penalty(LOGIT_LAMBDA) : new OnProbability(variant.penalty(LAMBDA));
            int samples = variant == Variant.NO_GP_MORE ? TwoGaussiansTraining.MANY : TwoGaussiansTraining.FEW;
            return new TwoGaussiansTraining(GAUSSIANS, samples, penalty, epochs.get(1));
        }
    }

    private static List<Trial> trials(Conditions conditions) {
        List<Integer> epochs = List.of(conditions.of(2_000, 1), conditions.of(10_000, 2));
        List<Trial> trials = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            trials.add(new Trial(variant, false, epochs));
        }
        for (Variant variant : Variant.values()) {
            if (variant.isPenalised()) {
                trials.add(new Trial(variant, true, epochs));
            }
        }
        return trials;
    }

    static List<Part> parts(Conditions conditions) {
        return trials(conditions).stream()
                .map(trial ->
                        Part.of(trial.name(), trial.training().settings(), bench -> measured(trial, conditions, bench)))
                .toList();
    }

    /** All see the same samples and begin with the same weights. */
    private static Measured measured(Trial trial, Conditions conditions, Bench bench) {
        TwoGaussiansTraining training = trial.training();
        RandomStream random = conditions.random("two gaussians");
        List<Measured> looks = new ArrayList<>();
        int last = trial.epochs().get(1) * TwoGaussiansTraining.UPDATES;
        training.train(bench.backend(Precision.FLOAT), random, (step, critic) -> {
            bench.progress(step, last);
            for (int epochs : trial.epochs()) {
                if (step == epochs * TwoGaussiansTraining.UPDATES) {
                    looks.add(look(looks.isEmpty() ? "early" : "late", critic, training, random));
                }
            }
        });
        return looks.get(0).with(looks.get(1));
    }

    private static Measured look(
            String when, TrainedCritic critic, TwoGaussiansTraining training, RandomStream random) {
        double[] points = FRAME.points();
        double[] probabilities = critic.values(points);
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = 1 / (1 + Math.exp(-probabilities[i]));
        }
        SurfacePicture surface = new SurfacePicture(
                probabilities,
                FRAME,
                Optional.of(PROBABILITIES),
                shown(training.drawn(true, random)),
                shown(training.drawn(false, random)));
        return Measured.nothing()
                .with(when + " on the grid", distance(points, probabilities, false))
                .with(when + " among the data", distance(points, probabilities, true))
                .with(when, surface);
    }

    /** The mean of (D − D*)² over the grid, each point counting alike or by the density of the data there. */
    private static double distance(double[] points, double[] probabilities, boolean byDensity) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double x = points[2 * i];
            double y = points[2 * i + 1];
            double density = Math.exp(GAUSSIANS.real().logDensity(x, y))
                    + Math.exp(GAUSSIANS.generated().logDensity(x, y));
            double weight = byDensity ? density : 1;
            double difference = probabilities[i] - GAUSSIANS.optimalCritic(x, y);
            sum += weight * difference * difference;
            weights += weight;
        }
        return sum / weights;
    }

    private static double[] shown(double[] samples) {
        return Arrays.copyOf(samples, 2 * TwoGaussiansTraining.FEW);
    }

    static Findings findings(Conditions conditions, Results results) {
        List<Trial> trials = trials(conditions);
        List<Integer> epochs = trials.get(0).epochs();
        NumberTable table = new NumberTable(
                "Distance to the best critic",
                "The mean of (D \u2212 D*)\u00b2, of probabilities, over the grid that the surfaces show, and the same with each point counting by"
                        + " the density of the data; D = 1/2 everywhere is in the last row.",
                epochs.get(0) + " epochs, grid",
                epochs.get(1) + " epochs, grid",
                epochs.get(0) + " epochs, among data",
                epochs.get(1) + " epochs, among data");
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile("the best critic", "D* = p_r / (p_r + p_g)", optimum(conditions)));
        for (Trial trial : trials) {
            Measured of = results.of(trial.name());
            table = table.row(
                    trial.words(),
                    of.value("early on the grid"),
                    of.value("late on the grid"),
                    of.value("early among the data"),
                    of.value("late among the data"));
            for (int i = 0; i < 2; i++) {
                String when = i == 0 ? "early" : "late";
                tiles.add(new Tile(
                        trial.words() + ", " + Format.count(epochs.get(i)) + " epochs",
                        "mean squared distance to the best: " + Format.number(of.value(when + " on the grid"))
                                + " on the grid, " + Format.number(of.value(when + " among the data"))
                                + " among the data",
                        of.picture(when)));
            }
        }
        double[] points = FRAME.points();
        double[] half = new double[points.length / 2];
        Arrays.fill(half, 0.5);
        double flat = distance(points, half, false);
        double flatAmong = distance(points, half, true);
        table = table.row("D = 1/2", flat, flat, flatAmong, flatAmong);
        Figure figure = new Figure(
                "Critics of 100 samples beside the best critic",
                "Colours show the probability of being real, from 0 to 1 in every picture; blue points are the real samples that the critic was"
                        + " trained with, orange ones the generated. Penalties are on the slope of the probability with weight 1, as in the"
                        + " authors\u2019 code, unless \u201cof the logit\u201d, with weight 1/16.",
                tiles);
        return new Findings(claims(conditions, results), List.of(figure), List.of(table));
    }

    private static SurfacePicture optimum(Conditions conditions) {
        double[] points = FRAME.points();
        double[] best = new double[points.length / 2];
        for (int i = 0; i < best.length; i++) {
            best[i] = GAUSSIANS.optimalCritic(points[2 * i], points[2 * i + 1]);
        }
        TwoGaussiansTraining any = trials(conditions).get(0).training();
        RandomStream random = conditions.random("two gaussians");
        return new SurfacePicture(
                best, FRAME, Optional.of(PROBABILITIES), any.drawn(true, random), any.drawn(false, random));
    }

    private static List<Claim> claims(Conditions conditions, Results results) {
        List<Trial> trials = trials(conditions);
        return List.of(
                nearest(results, trials.subList(0, Variant.values().length), "of the probability"),
                nearest(
                        results,
                        trials.stream()
                                .filter(trial ->
                                        trial.logit() || !trial.variant().isPenalised())
                                .toList(),
                        "of the logit"),
                overfits(results, trials.get(0)),
                moreData(results, trials.get(0), trials.get(1)));
    }

    private static double late(Results results, Trial trial) {
        return results.of(trial.name()).value("late on the grid");
    }

    private static Claim nearest(Results results, List<Trial> trials, String which) {
        List<String> words = new ArrayList<>();
        trials.forEach(trial -> words.add(trial.variant().label() + " " + Format.number(late(results, trial))));
        double ours = late(results, trials.get(trials.size() - 1));
        long farther = trials.stream()
                .filter(trial -> trial.variant() != Variant.ZERO_GP && trial.variant() != Variant.NO_GP_MORE)
                .filter(trial -> late(results, trial) > ours)
                .count();
        return Claim.counted(
                "Of the critics of as many samples, 0-GP\u2019s is the smoothest and the nearest to the best one (figure of the value"
                        + " surfaces; its reproducibility report finds the same). Penalties on the slope " + which
                        + ".",
                "Mean squared distance to D* on the grid, late: " + String.join(", ", words)
                        + ". Judged: each of No-GP, 1-GP and 0-GP-sample is farther than 0-GP.",
                farther,
                3,
                "Both zero-centred penalties hold the critic back between its samples; which one comes nearer depends on the weight and on"
                        + " the sample.");
    }

    private static Claim overfits(Results results, Trial none) {
        Measured of = results.of(none.name());
        return Claim.judged(
                "Without a penalty the critic overfits its samples more, the longer it is trained.",
                "No-GP\u2019s mean squared distance among the data is "
                        + Format.number(of.value("early among the data")) + " early and "
                        + Format.number(of.value("late among the data")) + " late.",
                of.value("late among the data") > of.value("early among the data"),
                "It has overfitted before.");
    }

    private static Claim moreData(Results results, Trial few, Trial many) {
        double without = results.of(few.name()).value("late among the data");
        double with = results.of(many.name()).value("late among the data");
        return Claim.judged(
                "More samples bring the critic without penalty near the best one.",
                "Late and among the data, where there are samples: " + Format.number(with) + " with 10,000 of each, "
                        + Format.number(without) + " with 100. Judged: at most a third.",
                with <= without / 3,
                "The paper does not say how many more.");
    }
}
