package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Flow;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Objective;
import dev.nabla2.lab.picture.EigenvaluePicture;
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
import dev.nabla2.lab.spectrum.Arnoldi;
import dev.nabla2.lab.spectrum.Eigenvalue;
import dev.nabla2.lab.spectrum.Eigenvalues;
import dev.nabla2.lab.spectrum.Linearisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All 2,003 eigenvalues of the players' own field v and of the field of consensus, at the same places: before training, along it and at its
 * end. Jacobians are means over batches.
 */
final class Spectra {
    /** Ten times the paper's, for a third of its steps. */
    static final double RATE = 1e-3;

    /** Eigenvalues nearer to 0 are of weights that nothing depends on, such as those of rectifiers that are never on. */
    private static final double PRESENT = 1e-3;

    /** An eigenvalue is close to the imaginary axis if |Im λ| / |λ| is larger: within 8 degrees. */
    private static final double CLOSE = 0.99;

    private static final String WHICH =
            "The training is the second of three seeds: the first comes to no good end, as another table says.";

    /** What of an eigenvalue counts as to the right of the axis, relative to the largest. */
    private static final double RIGHT = 1e-9;

    private static final String PLAIN = "plain";
    private static final String CONSENSUS = "consensus";
    private static final String NAME = "spectrum-";

    private Spectra() {}

    /** Which run, from 0: the first comes to no good end, and ‖v‖ is next to 0 there. */
    private static final int RUN = 1;

    /** After how many steps. */
    static List<Integer> steps(Conditions conditions) {
        return conditions.quick() ? List.of(0, 2) : List.of(0, 500, 2_000, 6_000);
    }

    /** The paper's training, along which the game is looked at. */
    static Contender training() {
        return new Contender(CONSENSUS, CONSENSUS, Objective.minimax(), Mixtures.consensus());
    }

    private static int batches(Conditions conditions) {
        return conditions.of(4, 1);
    }

    static List<Part> parts(Conditions conditions) {
        return steps(conditions).stream()
                .map(steps -> Part.of(
                        NAME + steps,
                        "SmallMixture, " + training().conventions() + ", rate " + RATE + ", " + steps
                                + " steps of run " + (RUN + 1) + "; Jacobians in double precision of "
                                + batches(conditions) + " batches"
                                + (conditions.quick() ? ", the largest and the rightmost eigenvalues" : ""),
                        bench -> measured(steps, conditions, bench)))
                .toList();
    }

    /** The game after some steps of that training. */
    static Linearisation.Place place(int steps, Conditions conditions, Bench bench) {
        Backend exact = Backends.cpu(1, Precision.DOUBLE);
        RandomStream random = conditions.random("jacobian");
        return new Linearisation.Place(
                Mixtures.after(training(), RATE, steps, MixtureRuns.seed(conditions, RUN), bench, 0.3, exact), random);
    }

    /** A field at a place. */
    static Linearisation linear(Dynamics dynamics, Linearisation.Place place) {
        Gan gan = Mixtures.gan(Backends.cpu(1, Precision.DOUBLE), Objective.minimax());
        return new Linearisation(new Flow(gan, dynamics, 1), place);
    }

    private static Measured measured(int steps, Conditions conditions, Bench bench) {
        Linearisation.Place place = place(steps, conditions, bench);
        Measured measured = Measured.nothing();
        double share = 0.3;
        for (String which : List.of(PLAIN, CONSENSUS)) {
            Dynamics dynamics = which.equals(PLAIN) ? Dynamics.simultaneous() : Mixtures.consensus();
            try (Linearisation linear = linear(dynamics, place)) {
                List<Eigenvalue> found = eigenvalues(linear, conditions);
                measured = measured.with(
                                which + " re",
                                found.stream().mapToDouble(Eigenvalue::re).toArray())
                        .with(
                                which + " im",
                                found.stream().mapToDouble(Eigenvalue::im).toArray())
                        .with(which + " length", Vectors.norm(linear.value()));
            }
            share += 0.35;
            bench.progress(share);
        }
        return measured;
    }

    private static List<Eigenvalue> eigenvalues(Linearisation linear, Conditions conditions) {
        return conditions.quick()
                ? new Arnoldi(linear.size(), linear::times, 1e-6, 100)
                        .of(Arnoldi.Which.LARGEST, 6)
                        .eigenvalues()
                : Eigenvalues.of(linear.whole(batches(conditions)), linear.size());
    }

    /**
     * What the eigenvalues of a field say.
     *
     * @param present how many are not next to 0
     * @param upright how many of these are close to the imaginary axis
     * @param sine the mean of |Im λ| / |λ| over these
     * @param right how many of these lie to the right of 0
     * @param mean the mean real part of those that are not next to 0
     * @param rightmost the largest real part
     * @param largest the largest modulus
     */
    private record Said(
            int present, int upright, double sine, int right, double mean, double rightmost, double largest) {
        static Said of(Measured measured, String which) {
            double[] re = measured.numbers(which + " re");
            double[] im = measured.numbers(which + " im");
            double largest = IntStream.range(0, re.length)
                    .mapToDouble(i -> Math.hypot(re[i], im[i]))
                    .max()
                    .orElse(0);
            int[] present = IntStream.range(0, re.length)
                    .filter(i -> Math.hypot(re[i], im[i]) > PRESENT)
                    .toArray();
            return new Said(
                    present.length,
                    (int) IntStream.of(present)
                            .filter(i -> Math.abs(im[i]) > CLOSE * Math.hypot(re[i], im[i]))
                            .count(),
                    mean(present, i -> Math.abs(im[i]) / Math.hypot(re[i], im[i])),
                    (int) IntStream.of(present)
                            .filter(i -> re[i] > RIGHT * largest)
                            .count(),
                    mean(present, i -> re[i]),
                    Arrays.stream(re).max().orElse(Double.NaN),
                    largest);
        }

        private static double mean(int[] present, IntToDoubleFunction value) {
            return IntStream.of(present).mapToDouble(value).average().orElse(0);
        }
    }

    static Findings findings(Conditions conditions, Results results) {
        NumberTable table = new NumberTable(
                "Eigenvalues along training",
                "Of the players\u2019 own field v and of the field of consensus with \u03b3 "
                        + Format.exact(Mixtures.GAMMA)
                        + ", at the same places of one training by consensus: how long the field is, how many eigenvalues are longer than "
                        + Format.exact(PRESENT)
                        + ", how many of these are close to the imaginary axis (|Im \u03bb|/|\u03bb| above " + CLOSE
                        + "), the mean of |Im \u03bb|/|\u03bb| and of the real part of these, and how many of them lie to the right of 0; the largest"
                        + " real part and the largest modulus. " + WHICH,
                "length of the field",
                "eigenvalues",
                "close to the axis",
                "|Im \u03bb|/|\u03bb|",
                "mean real part",
                "to the right",
                "rightmost",
                "largest");
        List<Tile> tiles = new ArrayList<>();
        for (int steps : steps(conditions)) {
            Measured measured = results.of(NAME + steps);
            for (String which : List.of(PLAIN, CONSENSUS)) {
                Said said = Said.of(measured, which);
                table = table.row(
                        "step " + Format.count(steps) + ", " + (which.equals(PLAIN) ? "v" : which),
                        measured.value(which + " length"),
                        said.present,
                        said.upright,
                        said.sine,
                        said.mean,
                        said.right,
                        said.rightmost,
                        said.largest);
                tiles.add(tile(steps, which, measured));
            }
        }
        Figure figure = new Figure(
                "Eigenvalues before, along and after training",
                "Each point is one of 2,003 eigenvalues of the mean Jacobian of " + batches(conditions)
                        + (batches(conditions) == 1 ? " batch" : " batches")
                        + " of 512; first that of the players\u2019 own field, then that of consensus at the same parameters. Scales differ:"
                        + " the circle is where steps of the given length still lead nearer. " + WHICH,
                tiles);
        return new Findings(claims(conditions, results), List.of(figure), List.of(table));
    }

    private static Tile tile(int steps, String which, Measured measured) {
        Said said = Said.of(measured, which);
        double step = Math.pow(10, Math.floor(Math.log10(2 / Math.max(1e-9, said.largest))));
        return new Tile(
                "Step " + Format.count(steps) + ", " + (which.equals(PLAIN) ? "the players\u2019 own field" : which),
                "mean |Im \u03bb|/|\u03bb| " + Format.number(said.sine) + ", " + said.right + " to the right",
                new EigenvaluePicture(
                        List.of(new EigenvaluePicture.Cloud(
                                which.equals(PLAIN) ? "eigenvalues of v\u2032" : "eigenvalues of consensus",
                                measured.numbers(which + " re"),
                                measured.numbers(which + " im"))),
                        step));
    }

    private static List<Claim> claims(Conditions conditions, Results results) {
        List<Integer> steps = steps(conditions);
        Measured last = results.of(NAME + steps.get(steps.size() - 1));
        Said plain = Said.of(last, PLAIN);
        Said consensus = Said.of(last, CONSENSUS);
        long turned = looks(conditions, results, (own, with) -> with.upright < own.upright);
        long left = looks(conditions, results, (own, with) -> with.mean < own.mean);
        long fewer = looks(conditions, results, (own, with) -> with.right < own.right);
        return List.of(
                Claim.judged(
                        "Near the equilibrium most eigenvalues of v\u2032 are very close to the imaginary axis (section 6).",
                        "After " + Format.count(steps.get(steps.size() - 1)) + " steps " + plain.upright + " of the "
                                + Format.count(plain.present)
                                + " eigenvalues longer than 0.001 have |Im \u03bb|/|\u03bb| above " + CLOSE
                                + ". Judged: more than half of these. Shorter ones are many, and less near the axis.",
                        2 * plain.upright > plain.present,
                        "The players are not at rest: the field is " + Format.number(last.value("plain length"))
                                + " long. Most eigenvalues are real, of how each player\u2019s own loss is curved."),
                Claim.counted(
                        "Consensus turns eigenvalues away from the imaginary axis (section 4).",
                        "Close to the axis are " + plain.upright + " of " + Format.count(plain.present)
                                + " at the end, and with consensus " + consensus.upright + " of "
                                + Format.count(consensus.present) + "; they are fewer at " + turned + " of "
                                + steps.size() + " looks. Judged: at every look.",
                        turned,
                        steps.size(),
                        "At rest i\u03c9 becomes i\u03c9 \u2212 \u03b3\u03c9\u00b2: eigenvalues much shorter than 1/\u03b3 are hardly turned, and at the end nearly all are."),
                Claim.judged(
                        "And it moves them to the left, so that near an equilibrium none is to the right (section 4, and the figure of"
                                + " eigenvalues).",
                        "The mean real part goes from " + Format.number(plain.mean) + " to "
                                + Format.number(consensus.mean) + " at the end, and is farther left at " + left + " of "
                                + steps.size() + " looks. Of those longer than 0.001, " + consensus.right
                                + " of consensus and " + plain.right
                                + " of the players\u2019 own lie to the right of 0; fewer at " + fewer + " of "
                                + steps.size()
                                + " looks. The rightmost are " + Format.number(consensus.rightmost) + " and "
                                + Format.number(plain.rightmost)
                                + ". Judged: none to the right at the end.",
                        consensus.right == 0,
                        "v\u2032 \u2212 \u03b3 v\u2032\u1d40v\u2032 is the Jacobian at rest only. Here it is exact, with the third derivatives of the"
                                + " losses, and the players are not at rest."));
    }

    /** At how many looks something is so of the players' own field and that of consensus. */
    private static long looks(Conditions conditions, Results results, BiPredicate<Said, Said> so) {
        return steps(conditions).stream()
                .map(at -> results.of(NAME + at))
                .filter(of -> so.test(Said.of(of, PLAIN), Said.of(of, CONSENSUS)))
                .count();
    }
}
