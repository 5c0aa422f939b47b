package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.data.TwoGaussians;
import dev.nabla2.lab.critic.TrainedCritic;
import dev.nabla2.lab.metrics.Spread;
import dev.nabla2.lab.picture.Picture;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Sets of samples that each variant is trained on. */
    private static final int SETS = 5;

    private static final String EARLY = "early";
    private static final String LATE = "late";
    private static final String GRID = "on the grid";
    private static final String DATA = "among the data";
    private static final String SLOPE = "slope";

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
                .map(trial -> Part.of(
                        trial.name(),
                        trial.training().settings() + ", " + conditions.of(SETS, 2) + " sets",
                        bench -> measured(trial, conditions, bench)))
                .toList();
    }

    /** All see the same sets of samples, and begin with the same weights on each. */
    private static Measured measured(Trial trial, Conditions conditions, Bench bench) {
        int sets = conditions.of(SETS, 2);
        Map<String, double[]> all = new LinkedHashMap<>();
        Map<String, Picture> surfaces = new LinkedHashMap<>();
        int updates = trial.epochs().get(1) * TwoGaussiansTraining.UPDATES;
        for (int set = 0; set < sets; set++) {
            int number = set;
            RandomStream random = samples(conditions, set);
            trial.training().train(bench.backend(Precision.FLOAT), random, (step, critic) -> {
                bench.progress(number * updates + step, sets * updates);
                String when = step == updates
                        ? LATE
                        : step == trial.epochs().get(0) * TwoGaussiansTraining.UPDATES ? EARLY : "";
                if (!when.isEmpty()) {
                    double[] probabilities = probabilities(critic);
                    if (number == 0) {
                        surfaces.put(when, surface(probabilities, trial.training(), random));
                    }
                    numbers(probabilities)
                            .forEach((name, value) ->
                                    all.computeIfAbsent(when + " " + name, any -> new double[sets])[number] = value);
                }
            });
        }
        return new Measured(all, surfaces);
    }

    private static RandomStream samples(Conditions conditions, int set) {
        return conditions.random("two gaussians").fold(set);
    }

    private static double[] probabilities(TrainedCritic critic) {
        return Arrays.stream(critic.values(FRAME.points()))
                .map(logit -> 1 / (1 + Math.exp(-logit)))
                .toArray();
    }

    private static SurfacePicture surface(double[] probabilities, TwoGaussiansTraining training, RandomStream random) {
        return new SurfacePicture(
                probabilities,
                FRAME,
                Optional.of(PROBABILITIES),
                shown(training.drawn(true, random)),
                shown(training.drawn(false, random)));
    }

    /** What a surface is measured by: {@link #GRID}, {@link #DATA} and {@link #SLOPE}. */
    private static Map<String, Double> numbers(double[] probabilities) {
        return Map.of(
                GRID, distance(probabilities, false),
                DATA, distance(probabilities, true),
                SLOPE, slope(probabilities));
    }

    /** The mean of (D − D*)² over the grid, each point counting alike or by the density of the data there. */
    private static double distance(double[] probabilities, boolean byDensity) {
        double[] points = FRAME.points();
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

    /** The mean norm of the probability's gradient over the grid, by differences of neighbours. */
    private static double slope(double[] probabilities) {
        int side = SurfacePicture.GRID;
        double step = 2 * FRAME.reach() / (side - 1);
        double sum = 0;
        for (int row = 0; row + 1 < side; row++) {
            for (int column = 0; column + 1 < side; column++) {
                int at = row * side + column;
                sum += Math.hypot(
                        probabilities[at + 1] - probabilities[at], probabilities[at + side] - probabilities[at]);
            }
        }
        return sum / step / ((side - 1) * (side - 1));
    }

    private static double[] shown(double[] samples) {
        return Arrays.copyOf(samples, 2 * TwoGaussiansTraining.FEW);
    }

    static Findings findings(Conditions conditions, Results results) {
        List<Trial> trials = trials(conditions);
        List<Integer> epochs = trials.get(0).epochs();
        NumberTable table = new NumberTable(
                "Distance to the best critic",
                "The mean of (D \u2212 D*)\u00b2, of probabilities, over the grid that the surfaces show; the same with each point counting by the"
                        + " density of the data; and the mean slope of the probability on the grid. Means over "
                        + conditions.of(SETS, 2)
                        + " sets of samples, and for the last of the distances its deviation over them.",
                Format.count(epochs.get(0)) + " epochs, grid",
                Format.count(epochs.get(1)) + " epochs, grid",
                Format.count(epochs.get(0)) + " epochs, among data",
                Format.count(epochs.get(1)) + " epochs, among data",
                "deviation",
                "slope");
        List<Tile> tiles = new ArrayList<>();
        double[] best = best();
        tiles.add(new Tile(
                "the best critic",
                "D* = p_r / (p_r + p_g)",
                surface(best, trials.get(0).training(), samples(conditions, 0))));
        for (Trial trial : trials) {
            Measured of = results.of(trial.name());
            table = table.row(
                    trial.words(),
                    mean(of, EARLY, GRID),
                    mean(of, LATE, GRID),
                    mean(of, EARLY, DATA),
                    mean(of, LATE, DATA),
                    Spread.of(of.numbers(LATE + " " + DATA)).deviation(),
                    mean(of, LATE, SLOPE));
            for (int i = 0; i < 2; i++) {
                String when = i == 0 ? EARLY : LATE;
                tiles.add(new Tile(
                        trial.words() + ", " + Format.count(epochs.get(i)) + " epochs",
                        "mean squared distance to the best: "
                                + Format.number(of.numbers(when + " " + GRID)[0]) + " on the grid, "
                                + Format.number(of.numbers(when + " " + DATA)[0]) + " among the data",
                        of.picture(when)));
            }
        }
        table = row(table, "the best critic", best);
        double[] half = new double[best.length];
        Arrays.fill(half, 0.5);
        table = row(table, "D = 1/2", half);
        Figure figure = new Figure(
                "Critics of 100 samples beside the best critic",
                "Colours show the probability of being real, from 0 to 1 in every picture; blue points are the real samples that the critic was"
                        + " trained with, orange ones the generated. Penalties are on the slope of the probability with weight 1, as in the"
                        + " authors\u2019 code, unless \u201cof the logit\u201d, with weight 1/16. The first of the sets of samples.",
                tiles);
        return new Findings(claims(conditions, results), List.of(figure), List.of(table));
    }

    private static NumberTable row(NumberTable table, String name, double[] probabilities) {
        double grid = distance(probabilities, false);
        double data = distance(probabilities, true);
        return table.row(name, grid, grid, data, data, 0, slope(probabilities));
    }

    private static double mean(Measured of, String when, String what) {
        return Spread.of(of.numbers(when + " " + what)).mean();
    }

    private static double[] best() {
        double[] points = FRAME.points();
        double[] best = new double[points.length / 2];
        Arrays.setAll(best, i -> GAUSSIANS.optimalCritic(points[2 * i], points[2 * i + 1]));
        return best;
    }

    /** The mean norm of the gradient of the best critic's logit, among the data. */
    private static double bestSlope() {
        double[] points = FRAME.points();
        double h = 1e-4;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < points.length; i += 2) {
            double x = points[i];
            double y = points[i + 1];
            double weight = Math.exp(GAUSSIANS.real().logDensity(x, y))
                    + Math.exp(GAUSSIANS.generated().logDensity(x, y));
            sum += weight
                    * Math.hypot(
                            GAUSSIANS.optimalLogit(x + h, y) - GAUSSIANS.optimalLogit(x - h, y),
                            GAUSSIANS.optimalLogit(x, y + h) - GAUSSIANS.optimalLogit(x, y - h));
            weights += weight;
        }
        return sum / weights / (2 * h);
    }

    private static List<Claim> claims(Conditions conditions, Results results) {
        List<Trial> trials = trials(conditions);
        List<Trial> probability = trials.subList(0, Variant.values().length);
        List<Trial> logit = trials.stream()
                .filter(trial -> trial.logit() || !trial.variant().isPenalised())
                .toList();
        String nearest =
                "Of the critics of as many samples, 0-GP\u2019s is the nearest to the best one (figure of the value surfaces; the"
                        + " reproducibility report finds the same). ";
        return List.of(
                least(
                        results,
                        probability,
                        DATA,
                        nearest + "Among the data, penalties on the slope of the probability.",
                        "Their weights are the authors\u2019."),
                least(
                        results,
                        logit,
                        DATA,
                        nearest + "Among the data, penalties on the slope of the logit.",
                        "Among these samples the best critic\u2019s logit itself has a mean slope of "
                                + Format.number(bestSlope())
                                + ", so that 1 is no wrong centre for it; of the probability it is. The weight is ours."),
                least(
                        results,
                        probability,
                        GRID,
                        nearest + "On the grid of the figure, most of which no sample is near.",
                        "The best critic turns to 1 again below the data, where densities are tiny and no critic of 100 samples can know"
                                + " it. The surfaces look as the paper\u2019s do; this number does not measure what is seen."),
                least(
                        results,
                        probability,
                        SLOPE,
                        "0-GP\u2019s surface is the smoothest of those of as many samples.",
                        "Slopes where no sample is near count, too."),
                overfits(results, trials.get(0)),
                moreData(results, trials.get(0), trials.get(1)));
    }

    /** Whether 0-GP has the least of a number, of the critics that have as few samples. */
    private static Claim least(Results results, List<Trial> trials, String what, String known, String otherwise) {
        List<String> words = new ArrayList<>();
        trials.forEach(trial ->
                words.add(trial.variant().label() + " " + Format.number(mean(results.of(trial.name()), LATE, what))));
        double ours = mean(results.of(trials.get(trials.size() - 1).name()), LATE, what);
        long more = trials.stream()
                .filter(trial -> trial.variant() != Variant.ZERO_GP && trial.variant() != Variant.NO_GP_MORE)
                .filter(trial -> mean(results.of(trial.name()), LATE, what) > ours)
                .count();
        return Claim.counted(
                known,
                (what.equals(SLOPE) ? "Mean slope of the probability" : "Mean squared distance to D* " + what)
                        + ", late: " + String.join(", ", words)
                        + ". Judged: each of No-GP, 1-GP and 0-GP-sample has more than 0-GP.",
                more,
                3,
                otherwise);
    }

    private static Claim overfits(Results results, Trial none) {
        Measured of = results.of(none.name());
        return Claim.judged(
                "Without a penalty the critic overfits its samples more, the longer it is trained.",
                "No-GP\u2019s mean squared distance among the data is " + Format.number(mean(of, EARLY, DATA))
                        + " early and " + Format.number(mean(of, LATE, DATA)) + " late.",
                mean(of, LATE, DATA) > mean(of, EARLY, DATA),
                "It has overfitted before.");
    }

    private static Claim moreData(Results results, Trial few, Trial many) {
        double without = mean(results.of(few.name()), LATE, DATA);
        double with = mean(results.of(many.name()), LATE, DATA);
        return Claim.judged(
                "More samples bring the critic without penalty near the best one.",
                "Late and among the data: " + Format.number(with) + " with 10,000 samples of each, "
                        + Format.number(without) + " with 100. Judged: at most a third.",
                with <= without / 3,
                "The paper does not say how many more.");
    }
}
