package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.metrics.SlicedWasserstein;
import dev.nabla2.lab.picture.PointsPicture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs of a contender at a rate, one for each seed, with looks at samples on the way. */
final class MixtureRuns {
    /** How near a mode samples count for it: ten deviations, for these networks are small and these runs short. */
    static final double NEAR = 0.1;

    /** Within three of whose deviations a sample is near. */
    private static final RingOfGaussians WIDE = new RingOfGaussians(8, 1, NEAR / 3);

    private static final int LOOKS = 20;
    private static final int DIRECTIONS = 32;
    private static final int SHOWN = 500;
    private static final double FRAME = 1.6;

    private final double[] real;
    private final SlicedWasserstein distance;
    private final RandomStream latent;

    private MixtureRuns(Conditions conditions) {
        RandomStream random = conditions.random("looks");
        this.real = RingOfGaussians.ofMescheder().draw(random.fold("real"), conditions.of(1_000, 100));
        this.distance = new SlicedWasserstein(real, 2, DIRECTIONS, random.fold("directions"));
        this.latent = random.fold("latent");
    }

    /** The seed of a run, from 0; all contenders start from the same ones. */
    static long seed(Conditions conditions, int run) {
        return conditions.random("mixture").fold(run).key();
    }

    static Part part(RateGrid.Cell cell, int steps, int seeds, Conditions conditions) {
        return Part.of(
                cell.name(),
                "SmallMixture, " + cell.contender().conventions() + ", rate " + Format.exact(cell.rate()) + ", " + steps
                        + " steps, " + seeds + " seeds, " + LOOKS + " looks",
                bench -> new MixtureRuns(conditions).measured(cell, steps, seeds, conditions, bench));
    }

    private Measured measured(RateGrid.Cell cell, int steps, int seeds, Conditions conditions, Bench bench) {
        int between = Math.max(1, steps / LOOKS);
        double[] looks = new double[steps / between];
        Arrays.setAll(looks, i -> (i + 1.0) * between);
        double[] diverged = new double[seeds];
        Measured measured = Measured.nothing().with("steps", looks);
        for (int run = 0; run < seeds; run++) {
            int number = run;
            Gan gan = Mixtures.gan(
                    bench.backend(Precision.FLOAT), cell.contender().objective());
            GanTrainer trainer =
                    new GanTrainer(gan, cell.contender().settings(cell.rate(), steps, seed(conditions, run)));
            List<double[]> seen = new ArrayList<>();
            try {
                trainer.run((report, model) -> {
                    bench.progress((number + (double) report.step() / steps) / seeds);
                    if (report.step() % between == 0) {
                        seen.add(look(model.sample(latent, real.length / 2)));
                    }
                });
            } catch (DivergenceException stopped) {
                diverged[run] = 1;
            }
            measured = measured.with("distance-" + (run + 1), column(seen, 0))
                    .with("modes-" + (run + 1), column(seen, 1))
                    .with("near-" + (run + 1), column(seen, 2));
            double[] samples = trainer.model().sample(latent, SHOWN);
            measured = measured.with(
                    "samples-" + (run + 1),
                    new PointsPicture(Arrays.copyOf(real, Math.min(real.length, 2 * SHOWN)), samples, FRAME));
        }
        return measured.with("diverged", diverged);
    }

    private double[] look(double[] samples) {
        ModeScore modes = ModeScore.of(WIDE, samples);
        return new double[] {distance.distance(samples), modes.modes(), modes.highQuality()};
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
