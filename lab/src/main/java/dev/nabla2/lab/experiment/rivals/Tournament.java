package dev.nabla2.lab.experiment.rivals;

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
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rivals in an arena, each trained once or several times, from the same seeds.
 *
 * @param arena what they train
 * @param rivals who
 * @param repeated how many times each is trained in the full form; once in the quick one
 * @param conditions under which
 */
record Tournament(Arena arena, List<Rival> rivals, int repeated, Conditions conditions) {
    private static final int LOOKS = 40;

    /** How much of the end of a run counts where an average over its end is asked for. */
    private static final double END = 0.25;

    /** Copies the list. */
    Tournament {
        rivals = List.copyOf(rivals);
    }

    /** How many times each is trained. */
    int runs() {
        return conditions.of(repeated, 1);
    }

    private int looks() {
        return conditions.of(LOOKS, 1);
    }

    /** All runs of all rivals, and how long steps take. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int run = 0; run < runs(); run++) {
            for (Rival rival : rivals) {
                parts.add(Watched.part(arena, rival, conditions, looks(), run));
            }
        }
        parts.add(Watched.pace(arena, rivals, conditions));
        return parts;
    }

    /** What a rival's runs measured. */
    List<Measured> of(Results results, Rival rival) {
        return IntStream.range(0, runs())
                .mapToObj(run -> results.of(Watched.name(rival, run)))
                .toList();
    }

    /** The median over runs of the last look. */
    double last(Results results, Rival rival, String series) {
        return median(of(results, rival).stream()
                .mapToDouble(run -> last(run.numbers(series)))
                .toArray());
    }

    /** The median over runs of the mean over the last quarter of their looks. */
    double end(Results results, Rival rival, String series) {
        return median(of(results, rival).stream()
                .mapToDouble(run -> {
                    double[] all = run.numbers(series);
                    int from = (int) Math.floor(all.length * (1 - END));
                    return Arrays.stream(all, from, all.length).average().orElse(Double.NaN);
                })
                .toArray());
    }

    /** In how many of the last quarter of looks, of all runs together, every mode is found. */
    double whole(Results results, Rival rival) {
        return of(results, rival).stream()
                .flatMapToDouble(run -> {
                    double[] all = run.numbers("modes");
                    return Arrays.stream(all, (int) Math.floor(all.length * (1 - END)), all.length);
                })
                .map(modes -> modes == arena.mixture().modes() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The median over runs of the first step from which on a series stays on one side of a bound; infinite if it does not in most.
     *
     * @param least whether the series is to be at least the bound, rather than at most
     */
    double settled(Results results, Rival rival, String series, double bound, boolean least) {
        return median(of(results, rival).stream()
                .mapToDouble(run -> {
                    double[] all = run.numbers(series);
                    int from = all.length;
                    while (from > 0 && (least ? all[from - 1] >= bound : all[from - 1] <= bound)) {
                        from--;
                    }
                    return from == all.length ? Double.POSITIVE_INFINITY : run.numbers("step")[from];
                })
                .toArray());
    }

    /** How long a step takes, in seconds. */
    double pace(Results results, Rival rival) {
        return results.of(Watched.PACE).value(rival.name());
    }

    private static double last(double[] numbers) {
        return numbers.length == 0 ? Double.NaN : numbers[numbers.length - 1];
    }

    private static double median(double[] numbers) {
        return Quartiles.of(numbers).median();
    }

    /** A series over steps, each rival's median over its runs. */
    Figure overSteps(Results results, String series, LinesPicture.Axis axis, String title) {
        return figure(results, series, axis, title, "training step", rival -> 1);
    }

    /** The same over the processor time that steps take, in seconds. */
    Figure overTime(Results results, String series, LinesPicture.Axis axis, String title) {
        return figure(
                results, series, axis, title, "seconds of processor time on one thread", rival -> pace(results, rival));
    }

    private Figure figure(
            Results results,
            String series,
            LinesPicture.Axis axis,
            String title,
            String x,
            java.util.function.ToDoubleFunction<Rival> unit) {
        List<LinesPicture.Line> lines = new ArrayList<>();
        for (Rival rival : rivals) {
            List<Measured> runs = of(results, rival);
            int looks = runs.stream()
                    .mapToInt(run -> run.numbers("step").length)
                    .min()
                    .orElse(0);
            double[] places = new double[looks];
            double[] medians = new double[looks];
            for (int i = 0; i < looks; i++) {
                int look = i;
                places[i] = runs.get(0).numbers("step")[i] * unit.applyAsDouble(rival);
                medians[i] = median(runs.stream()
                        .mapToDouble(run -> run.numbers(series)[look])
                        .toArray());
            }
            if (looks > 0) {
                lines.add(new LinesPicture.Line(rival.words(), places, medians));
            }
        }
        return Figure.of(
                title,
                "Medians over " + runs() + (runs() == 1 ? " run" : " runs") + ".",
                new LinesPicture(LinesPicture.Axis.linear(x), axis, lines));
    }

    /** Each rival's samples at the end of its first run. */
    Figure samples(Results results) {
        List<Tile> tiles = new ArrayList<>();
        for (Rival rival : rivals) {
            Measured run = of(results, rival).get(0);
            tiles.add(new Tile(
                    rival.words(),
                    Format.exact(last(run.numbers("modes"))) + " of "
                            + arena.mixture().modes() + " modes, "
                            + Format.percent(last(run.numbers("near"))) + " of the samples near one",
                    run.picture("picture")));
        }
        return new Figure("Samples at the end of the first run", "Blue points are real, orange ones generated.", tiles);
    }

    /** A row of scores for each rival. */
    NumberTable table(Results results) {
        NumberTable table = new NumberTable(
                "How the rivals end",
                "Medians over " + runs() + (runs() == 1 ? " run" : " runs")
                        + " of the mean over the last quarter of the looks; the share of these looks that found every mode; milliseconds of"
                        + " processor time of a step; how many runs diverged.",
                "modes",
                "share near a mode",
                "looks with every mode",
                "sliced Wasserstein",
                "Fr\u00e9chet",
                "ms a step",
                "diverged");
        for (Rival rival : rivals) {
            table = table.row(
                    rival.words(),
                    end(results, rival, "modes"),
                    end(results, rival, "near"),
                    whole(results, rival),
                    end(results, rival, "distance"),
                    end(results, rival, "frechet"),
                    1e3 * pace(results, rival),
                    (int) of(results, rival).stream()
                            .filter(run -> run.value("diverged") > 0)
                            .count());
        }
        return table;
    }
}
