package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Figure;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.sweep.Quartiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Contenders, each at the same rates, from the same seeds and for the same number of steps, so that none is tuned more than another.
 *
 * @param contenders who
 * @param conditions under which
 */
record RateGrid(List<Contender> contenders, Conditions conditions) {
    private static final List<Double> RATES = List.of(3e-4, 1e-3, 3e-3, 1e-2);
    private static final int SEEDS = 3;
    private static final int STEPS = 3_000;

    /** How much of the end of a run counts. */
    private static final double END = 0.25;

    /** How far from its least distance a contender may be at a rate that counts as good. */
    private static final double TOLERANT = 2;

    /** Farther than the radius of the ring, a run is lost. */
    static final double LOST = 1;

    /** Copies the list. */
    RateGrid {
        contenders = List.copyOf(contenders);
    }

    /** A contender at a rate. */
    record Cell(Contender contender, double rate) {
        String name() {
            return contender.name() + "-" + Format.exact(rate);
        }
    }

    /**
     * How a cell ended: medians over seeds of the mean over the last quarter of the looks; runs that diverged are infinitely far.
     *
     * @param lost how many runs ended farther than the ring's radius
     */
    record Score(Cell cell, double distance, double modes, double near, int lost) {}

    List<Double> rates() {
        return conditions.quick() ? RATES.subList(1, 2) : RATES;
    }

    int seeds() {
        return conditions.of(SEEDS, 1);
    }

    int steps() {
        return conditions.of(STEPS, 4);
    }

    /** How many runs each contender has. */
    int runs() {
        return rates().size() * seeds();
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Contender contender : contenders) {
            for (double rate : rates()) {
                parts.add(MixtureRuns.part(new Cell(contender, rate), steps(), seeds(), conditions));
            }
        }
        return parts;
    }

    /** What a contender came to at each rate. */
    List<Score> scores(Results results, Contender contender) {
        return rates().stream()
                .map(rate -> score(results, new Cell(contender, rate)))
                .toList();
    }

    /** What it came to at the rate that suits it best. */
    Score best(Results results, Contender contender) {
        return scores(results, contender).stream()
                .min(Comparator.comparingDouble(Score::distance))
                .orElseThrow();
    }

    private Score score(Results results, Cell cell) {
        Measured measured = results.of(cell.name());
        int[] runs = IntStream.range(0, seeds()).toArray();
        Predicate<Integer> diverged = run -> measured.numbers("diverged")[run] > 0;
        return new Score(
                cell,
                Quartiles.of(distances(results, cell)).median(),
                median(runs, run -> diverged.test(run) ? 0 : end(measured, "modes", run)),
                median(runs, run -> diverged.test(run) ? 0 : end(measured, "near", run)),
                (int) Arrays.stream(distances(results, cell))
                        .filter(distance -> distance > LOST)
                        .count());
    }

    /** The distance of each run; infinite where it diverged. */
    double[] distances(Results results, Cell cell) {
        Measured measured = results.of(cell.name());
        return IntStream.range(0, seeds())
                .mapToDouble(run -> measured.numbers("diverged")[run] > 0
                        ? Double.POSITIVE_INFINITY
                        : end(measured, "distance", run))
                .toArray();
    }

    /** The run that is the median by its distance, from 1. */
    private int medianRun(Results results, Cell cell) {
        double[] distances = distances(results, cell);
        return IntStream.range(0, distances.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(run -> distances[run]))
                        .toList()
                        .get((distances.length - 1) / 2)
                + 1;
    }

    private static double median(int[] runs, IntToDoubleFunction value) {
        return Quartiles.of(Arrays.stream(runs).mapToDouble(value).toArray()).median();
    }

    private static double end(Measured measured, String series, int run) {
        double[] all = measured.numbers(series + "-" + (run + 1));
        return Arrays.stream(all, (int) Math.floor(all.length * (1 - END)), all.length)
                .average()
                .orElse(Double.NaN);
    }

    /** The distance by rate, a line for each contender. */
    Figure byRate(Results results, String title) {
        double[] across = rates().stream().mapToDouble(Double::doubleValue).toArray();
        List<LinesPicture.Line> lines = contenders.stream()
                .map(contender -> new LinesPicture.Line(
                        contender.words(),
                        across,
                        scores(results, contender).stream()
                                .mapToDouble(Score::distance)
                                .toArray()))
                .toList();
        return Figure.of(
                title,
                "The sliced Wasserstein distance of samples to real ones in the last quarter of "
                        + Format.count(steps())
                        + " steps, medians over " + seeds() + (seeds() == 1 ? " seed" : " seeds")
                        + ", by the learning rate of RMSProp; lower is better. Where most runs diverged, there is no point.",
                new LinesPicture(
                        LinesPicture.Axis.logarithmic("learning rate"),
                        LinesPicture.Axis.logarithmic("sliced Wasserstein distance"),
                        lines));
    }

    /** The distance over steps, each contender at its best rate. */
    Figure overSteps(Results results, String title) {
        List<LinesPicture.Line> lines = new ArrayList<>();
        for (Contender contender : contenders) {
            Cell cell = best(results, contender).cell();
            Measured measured = results.of(cell.name());
            int looks = IntStream.range(0, seeds())
                    .map(run -> measured.numbers("distance-" + (run + 1)).length)
                    .min()
                    .orElse(0);
            double[] medians = new double[looks];
            Arrays.setAll(
                    medians,
                    look -> median(
                            IntStream.range(0, seeds()).toArray(),
                            run -> measured.numbers("distance-" + (run + 1))[look]));
            if (looks > 0) {
                lines.add(new LinesPicture.Line(
                        contender.words() + ", " + Format.exact(cell.rate()),
                        Arrays.copyOf(measured.numbers("steps"), looks),
                        medians));
            }
        }
        return Figure.of(
                title,
                "The same distance along training, medians over seeds, each at the rate that suits it best.",
                new LinesPicture(
                        LinesPicture.Axis.linear("training step"),
                        LinesPicture.Axis.logarithmic("sliced Wasserstein distance"),
                        lines));
    }

    /** Samples of the first seed at each one's best rate. */
    Figure samples(Results results, String title) {
        List<Tile> tiles = new ArrayList<>();
        for (Contender contender : contenders) {
            Score best = best(results, contender);
            tiles.add(new Tile(
                    contender.words(),
                    "rate " + Format.exact(best.cell().rate()) + ", distance " + Format.number(best.distance())
                            + (best.lost() > 0 ? ", " + best.lost() + " of " + seeds() + " runs lost" : ""),
                    results.of(best.cell().name()).picture("samples-" + medianRun(results, best.cell()))));
        }
        return new Figure(
                title,
                "At the end of the median run at each one\u2019s best rate; blue points are real, orange ones generated.",
                tiles);
    }

    /** A row for each contender at its best rate. */
    NumberTable table(Results results, String title) {
        NumberTable table = new NumberTable(
                title,
                runs() + " runs each: " + rates().size() + " rates, " + seeds()
                        + (seeds() == 1 ? " seed" : " seeds") + ", " + Format.count(steps())
                        + " steps of RMSProp. At the rate with the least distance: medians over seeds of the mean over the last quarter"
                        + " of the looks. Modes, and samples near one, within " + Format.exact(MixtureRuns.NEAR)
                        + " of it. At how many rates it stays within "
                        + Format.exact(TOLERANT)
                        + " times that least distance, and how many runs were lost, at that rate and of all: they diverged, or ended"
                        + " farther than the ring\u2019s radius.",
                "best rate",
                "sliced Wasserstein",
                "modes of 8",
                "share near a mode",
                "good rates",
                "lost",
                "lost of all");
        for (Contender contender : contenders) {
            Score best = best(results, contender);
            table = table.row(
                    contender.words(),
                    best.cell().rate(),
                    best.distance(),
                    best.modes(),
                    best.near(),
                    (double) goodRates(results, contender),
                    best.lost(),
                    scores(results, contender).stream().mapToInt(Score::lost).sum());
        }
        return table;
    }

    /** At how many rates a contender stays within twice its least distance. */
    long goodRates(Results results, Contender contender) {
        double bound = TOLERANT * best(results, contender).distance();
        return scores(results, contender).stream()
                .filter(score -> score.distance() <= bound)
                .count();
    }

    /** The distance at the rate that suits it least; infinite where most runs diverge. */
    double worst(Results results, Contender contender) {
        return scores(results, contender).stream()
                .mapToDouble(Score::distance)
                .max()
                .orElse(Double.NaN);
    }
}
