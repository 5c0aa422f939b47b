package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.spectrum.Linearisation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How long the players' own field is where trainings end: consensus leads to where it is short, which need not be an equilibrium. */
final class PointsOfRest {
    private static final String NAME = "rest-";
    private static final List<Contender> CONTENDERS = List.of(LearningRates.SIMULTANEOUS, LearningRates.CONSENSUS);

    private PointsOfRest() {}

    private static RateGrid grid(Conditions conditions) {
        return new RateGrid(CONTENDERS, conditions);
    }

    private static RateGrid.Cell cell(Contender contender) {
        return new RateGrid.Cell(contender, Spectra.RATE);
    }

    static List<Part> parts(Conditions conditions) {
        RateGrid grid = grid(conditions);
        return CONTENDERS.stream()
                .map(contender -> Part.of(
                        NAME + contender.name(),
                        "SmallMixture, " + contender.conventions() + ", rate " + Spectra.RATE + ", " + grid.steps()
                                + " steps, " + grid.seeds() + " seeds; the field of one batch in double precision",
                        bench -> measured(contender, conditions, bench)))
                .toList();
    }

    private static Measured measured(Contender contender, Conditions conditions, Bench bench) {
        RateGrid grid = grid(conditions);
        Backend exact = Backends.cpu(1, Precision.DOUBLE);
        RandomStream random = conditions.random("jacobian");
        double[] lengths = new double[grid.seeds()];
        for (int run = 0; run < lengths.length; run++) {
            Linearisation.Place place = new Linearisation.Place(
                    Mixtures.after(
                            contender, Spectra.RATE, grid.steps(), MixtureRuns.seed(conditions, run), bench, 1, exact),
                    random);
            try (Linearisation linear = Spectra.linear(Dynamics.simultaneous(), place)) {
                lengths[run] = Vectors.norm(linear.value());
            }
        }
        return Measured.nothing().with("lengths", lengths);
    }

    static Findings findings(Conditions conditions, Results results) {
        RateGrid grid = grid(conditions);
        NumberTable table = new NumberTable(
                "Where trainings end",
                "After " + Format.count(grid.steps()) + " steps at the rate " + Format.exact(Spectra.RATE)
                        + ": how long the players\u2019 own field v is, and the sliced Wasserstein distance of the samples in the last"
                        + " quarter of the looks.",
                "length of v",
                "sliced Wasserstein");
        for (Contender contender : CONTENDERS) {
            double[] lengths = results.of(NAME + contender.name()).numbers("lengths");
            double[] distances = grid.distances(results, cell(contender));
            for (int run = 0; run < lengths.length; run++) {
                table = table.row(contender.words() + ", run " + (run + 1), lengths[run], distances[run]);
            }
        }
        double[] lengths = results.of(NAME + LearningRates.CONSENSUS.name()).numbers("lengths");
        double[] distances = grid.distances(results, cell(LearningRates.CONSENSUS));
        int least = IntStream.range(0, lengths.length)
                .reduce((a, b) -> lengths[b] < lengths[a] ? b : a)
                .orElseThrow();
        Claim claim = Claim.judged(
                "Consensus adds no points of rest (section 4), so that where a training comes to rest its samples should be good.",
                "Of " + lengths.length + " runs the field v is " + listed(lengths)
                        + " long at the end, at distances of "
                        + listed(distances)
                        + ". Judged: where it is shortest, samples are no farther than the ring\u2019s radius.",
                distances[least] <= RateGrid.LOST,
                "The length of v is least where the generator\u2019s samples are so far off that the critic is sure of all: there the logistic"
                        + " function is flat, every gradient is next to 0, and \u2016v\u2016 goes on falling the farther they are.");
        return new Findings(List.of(claim), List.of(), List.of(table));
    }

    private static String listed(double[] numbers) {
        return String.join(", ", Arrays.stream(numbers).mapToObj(Format::number).toList());
    }
}
