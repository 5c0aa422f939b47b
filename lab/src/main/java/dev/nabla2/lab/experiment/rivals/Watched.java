package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.FrechetDistance;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.metrics.Points;
import dev.nabla2.lab.metrics.SlicedWasserstein;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Part;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The training of a rival, with looks at its samples on the way. */
final class Watched {
    /** What is measured at each look: the step, the seconds of training, and scores of the samples. */
    static final List<String> SERIES = List.of("step", "seconds", "modes", "near", "distance", "frechet");

    /** The name of the part that measures how long steps take. */
    static final String PACE = "pace";

    private static final int DIRECTIONS = 64;

    private final Arena arena;
    private final int looks;
    private final double[] real;
    private final SlicedWasserstein distance;
    private final RandomStream latent;
    private final List<double[]> seen = new ArrayList<>();
    private double[] samples = new double[0];

    private Watched(Arena arena, Conditions conditions, int looks) {
        RandomStream random = conditions.random("looks");
        int count = conditions.of(2_000, 200);
        this.arena = arena;
        this.looks = looks;
        this.real = arena.data().draw(random.fold("real"), count);
        this.distance = new SlicedWasserstein(real, arena.dimension(), DIRECTIONS, random.fold("directions"));
        this.latent = random.fold("latent");
    }

    /**
     * A run of a rival as a part.
     *
     * @param looks how many, in equal steps
     * @param run which of several
     */
    static Part part(Arena arena, Rival rival, Conditions conditions, int looks, int run) {
        return Part.of(
                name(rival, run),
                arena.conventions() + "; " + rival.conventions() + "; " + looks + " looks",
                bench -> new Watched(arena, conditions, looks).trained(rival, conditions, run, bench));
    }

    /** How many seconds of a processor a step of each rival takes, by its name: the mean of sixty, the lower of two trials. */
    static Part pace(Arena arena, List<Rival> rivals, Conditions conditions) {
        int steps = conditions.of(120, 2);
        String settings = "processor time of " + steps + " steps; " + arena.conventions() + "; "
                + rivals.stream().map(Rival::conventions).collect(Collectors.joining("; "));
        return Part.of(PACE, settings, bench -> {
                    Measured measured = Measured.nothing();
                    for (Rival rival : rivals) {
                        double first = pace(arena, rival.shortened(steps), conditions, bench);
                        double second = pace(arena, rival.shortened(steps), conditions, bench);
                        measured = measured.with(rival.name(), Math.min(first, second));
                    }
                    return measured;
                })
                .timed();
    }

    private static double pace(Arena arena, Rival rival, Conditions conditions, Bench bench) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        int warm = rival.steps() / 2;
        long[] begin = new long[1];
        // On one thread, as all others are trained, and by its own time: others may keep the processors busy.
        Gan gan = arena.gan(Backends.cpu(1, Precision.FLOAT), rival);
        new GanTrainer(gan, rival.settings(conditions, 0)).run((report, model) -> {
            bench.progress(report.step(), report.steps());
            if (report.step() == warm) {
                begin[0] = clock.getCurrentThreadCpuTime();
            }
        });
        return (clock.getCurrentThreadCpuTime() - begin[0]) * 1e-9 / (rival.steps() - warm);
    }

    /** The name of a run's part. */
    static String name(Rival rival, int run) {
        return rival.name() + "-" + (run + 1);
    }

    private Measured trained(Rival rival, Conditions conditions, int run, Bench bench) {
        Gan gan = arena.gan(bench.backend(Precision.FLOAT), rival);
        GanTrainer trainer = new GanTrainer(gan, rival.settings(conditions, run));
        int between = Math.max(1, rival.steps() / looks);
        double diverged = 0;
        int[] done = new int[1];
        try {
            trainer.run((report, model) -> {
                bench.progress(report.step(), report.steps());
                done[0] = report.step();
                if (report.step() % between == 0) {
                    look(report, model);
                }
            });
        } catch (DivergenceException stopped) {
            diverged = done[0] + 1;
        }
        return measured()
                .with("diverged", diverged)
                .with("samples", samples)
                .with("critic", trainer.model().parameters(Gan.CRITIC).flatten().toDoubles());
    }

    private void look(StepReport report, GanModel model) {
        samples = model.sample(latent, real.length / arena.dimension());
        ModeScore modes = arena.modes(samples);
        seen.add(new double[] {
            report.step(),
            report.seconds(),
            modes.modes(),
            modes.highQuality(),
            distance.distance(samples),
            FrechetDistance.squared(new Points(real, arena.dimension()), new Points(samples, arena.dimension()))
        });
    }

    private Measured measured() {
        Measured measured = Measured.nothing();
        for (int i = 0; i < SERIES.size(); i++) {
            int column = i;
            measured = measured.with(
                    SERIES.get(i), seen.stream().mapToDouble(row -> row[column]).toArray());
        }
        return measured.with("picture", arena.picture(real, samples));
    }
}
