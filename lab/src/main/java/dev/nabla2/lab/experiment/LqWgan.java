package dev.nabla2.lab.experiment;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Flow;
import dev.nabla2.lab.game.LinearQuadratic;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Figure;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.spectrum.Descent;
import dev.nabla2.lab.spectrum.Portrait;
import dev.nabla2.lab.spectrum.Swarm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear-quadratic Wasserstein GAN: whether lowering η ‖∇_D V‖² lets the generator of a game that circles come to rest, in expectation,
 * of samples, and from starts all over the place.
 */
public final class LqWgan implements Experiment {
    private static final double RATE = 1e-3;
    private static final double CLOSE = 1e-3;
    private static final double NEAR = 0.05;
    private static final int LOOKS = 400;
    private static final int BATCH = 64;
    private static final double REACH = 1.5;

    /** w₂, w₁, a and b. */
    private static final double[] START = {0, 0, 1.8, 0.3};

    private static final int A = 2;
    private static final int B = 3;

    /** How far from 0 each of them may start. */
    private static final double[] BOX = {2, 2, 3, 2};

    /**
     * A weight of the regulariser.
     *
     * @param eta η
     * @param reached by when a should be near 1
     * @param steps how many are taken
     */
    private record Weight(double eta, int reached, int steps) {
        String name() {
            return "eta-" + Format.exact(eta);
        }

        String words() {
            return "\u03b7 = " + Format.exact(eta);
        }

        Dynamics dynamics() {
            return Dynamics.gradientRegularised(eta);
        }
    }

    private static final List<Weight> WEIGHTS = List.of(
            new Weight(0, Integer.MAX_VALUE, 200_000),
            new Weight(0.25, 60_000, 80_000),
            new Weight(0.5, 40_000, 60_000),
            new Weight(1, 20_000, 40_000));

    @Override
    public String name() {
        return "lq-wgan";
    }

    @Override
    public String paper() {
        return "Nagarajan and Kolter, \u201cGradient descent GAN optimization is locally stable\u201d, NIPS 2017, section 4 and figure 1, and"
                + " what its reviewers asked";
    }

    @Override
    public String question() {
        return "The critic is w\u2082x\u00b2 + w\u2081x, the generator az + b, and both samples are uniform on [-1, 1]. Without regularisation the"
                + " players go round each other; does a generator that also lowers \u03b7 times the squared gradient of the critic come to"
                + " rest at a = 1, when all gradients are exact, when they are of samples, and from any start?";
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        List<Part> parts = new ArrayList<>();
        for (Weight weight : WEIGHTS) {
            int steps = conditions.of(weight.steps, weight.steps / 100);
            String settings = weight.words() + ", " + steps + " steps of " + RATE;
            parts.add(Part.of(
                    "exact-" + weight.name(),
                    settings + " from " + Arrays.toString(START),
                    bench -> exact(weight, steps, bench)));
            int copies = conditions.of(8, 2);
            parts.add(Part.of(
                    "sampled-" + weight.name(),
                    settings + ", " + copies + " times, batch " + BATCH + " from " + Arrays.toString(START),
                    bench -> sampled(weight, Math.min(steps, 80_000), copies, conditions, bench)));
            int starts = conditions.of(256, 8);
            parts.add(Part.of(
                    "starts-" + weight.name(),
                    settings + " from " + starts + " starts in " + Arrays.toString(BOX),
                    bench -> starts(weight, steps, starts, conditions, bench)));
        }
        return parts;
    }

    /** As the game is really played, with exact gradients. */
    private static Measured exact(Weight weight, int steps, Bench bench) {
        double[] at = new double[LOOKS + 1];
        double[] a = new double[LOOKS + 1];
        try (Descent descent = new Descent(
                new LinearQuadratic(0), weight.dynamics(), RATE, Backends.reference(), START, RandomStream.of(1))) {
            for (int look = 0; look <= LOOKS; look++) {
                at[look] = descent.done();
                a[look] = descent.point()[A];
                if (look < LOOKS) {
                    descent.step(steps / LOOKS);
                }
                bench.progress(look, LOOKS);
            }
        }
        return Measured.nothing()
                .with("step", at)
                .with("a", a)
                .with("field", portrait(weight).flow(List.of(START), steps));
    }

    private static Portrait portrait(Weight weight) {
        LinearQuadratic game = new LinearQuadratic(0);
        return new Portrait(game, new Flow(game, weight.dynamics(), RATE), false, REACH, RandomStream.of(1));
    }

    /** The same start with gradients of samples, in several runs at once. */
    private static Measured sampled(Weight weight, int steps, int copies, Conditions conditions, Bench bench) {
        LinearQuadratic game = new LinearQuadratic(BATCH);
        List<double[]> starts = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            starts.add(START);
        }
        double[] first = new double[LOOKS + 1];
        double[] at = new double[LOOKS + 1];
        double sum = 0;
        double worst = 0;
        int late = LOOKS - LOOKS / 10;
        try (Swarm swarm = swarm(game, weight, starts, conditions)) {
            for (int look = 0; look <= LOOKS; look++) {
                List<double[]> points = swarm.points();
                at[look] = (long) look * (steps / LOOKS);
                first[look] = points.get(0)[A];
                for (double[] point : points) {
                    double away = Math.abs(Math.abs(point[A]) - 1);
                    sum += look > late ? away : 0;
                    worst = look > late ? Math.max(worst, away) : worst;
                }
                if (look < LOOKS) {
                    swarm.step(steps / LOOKS);
                }
                bench.progress(look, LOOKS);
            }
        }
        return Measured.nothing()
                .with("step", at)
                .with("a", first)
                .with("away", sum / (copies * (LOOKS - late)))
                .with("worst", worst);
    }

    private static Measured starts(Weight weight, int steps, int count, Conditions conditions, Bench bench) {
        double[] unit = conditions.random("starts").uniform(count * BOX.length);
        List<double[]> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] start = new double[BOX.length];
            for (int k = 0; k < BOX.length; k++) {
                start[k] = BOX[k] * (2 * unit[i * BOX.length + k] - 1);
            }
            starts.add(start);
        }
        try (Swarm swarm = swarm(new LinearQuadratic(0), weight, starts, conditions)) {
            for (int look = 0; look < LOOKS; look++) {
                swarm.step(steps / LOOKS);
                bench.progress(look, LOOKS);
            }
            List<double[]> points = swarm.points();
            long came = points.stream()
                    .filter(point -> Math.abs(Math.abs(point[A]) - 1) < NEAR && Math.abs(point[B]) < NEAR)
                    .count();
            long lost = points.stream()
                    .filter(point -> !Double.isFinite(Arrays.stream(point).sum()))
                    .count();
            return Measured.nothing()
                    .with("came", (double) came / count)
                    .with("lost", (double) lost / count)
                    .with("starts", count);
        }
    }

    private static Swarm swarm(LinearQuadratic game, Weight weight, List<double[]> starts, Conditions conditions) {
        return new Swarm(
                new Flow(game, weight.dynamics(), RATE),
                false,
                Backends.cpu(1, Precision.DOUBLE),
                starts,
                conditions.random("samples").fold(weight.name()));
    }

    /** From when on a stays as near to 1 as is asked; infinity if it does not at the end. */
    private static double reached(Measured exact) {
        double[] a = exact.numbers("a");
        int since = a.length;
        while (since > 0 && Math.abs(a[since - 1] - 1) < CLOSE) {
            since--;
        }
        return since == a.length ? Double.POSITIVE_INFINITY : exact.numbers("step")[since];
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        List<Claim> claims = new ArrayList<>();
        for (Weight weight : WEIGHTS) {
            claims.add(claim(weight, results.of("exact-" + weight.name())));
        }
        claims.add(sampledClaim(results));
        claims.add(startsClaim(results));
        return new Findings(claims, figures(results), List.of(table(results)));
    }

    private static Claim claim(Weight weight, Measured exact) {
        double[] a = exact.numbers("a");
        double last = exact.numbers("step")[LOOKS];
        double reached = reached(exact);
        if (weight.eta == 0) {
            double[] late = Arrays.copyOfRange(a, LOOKS * 3 / 4, LOOKS + 1);
            String here = String.format(
                    "after %s steps a = %s; over the last quarter it went from %s to %s",
                    Format.count((long) last),
                    Format.number(a[LOOKS]),
                    Format.number(Arrays.stream(late).min().orElseThrow()),
                    Format.number(Arrays.stream(late).max().orElseThrow()));
            return Claim.judged(
                    "\u03b7 = 0 has not converged after 200,000 simultaneous steps of 1e-3 from a = 1.8, b = 0.3: a swings",
                    here,
                    last >= 200_000 && !Double.isFinite(reached),
                    "it came to rest, or was not played so long");
        }
        String here = Double.isFinite(reached)
                ? "from step " + Format.count((long) reached) + " on"
                : "not within " + Format.count((long) last) + " steps, a = " + Format.number(a[LOOKS]) + " at the end";
        return Claim.judged(
                weight.words() + " reaches |a \u2212 1| < 1e-3 by about step " + Format.count(weight.reached),
                here,
                reached <= 1.05 * weight.reached,
                "it takes longer here, or was not played so long");
    }

    private static Claim sampledClaim(Results results) {
        StringBuilder here = new StringBuilder("mean ||a| \u2212 1| over the last tenth of the steps");
        long met = 0;
        for (Weight weight : WEIGHTS) {
            double away = results.of("sampled-" + weight.name()).value("away");
            here.append("; ").append(weight.words()).append(": ").append(Format.number(away));
            met += weight.eta > 0 && away < NEAR ? 1 : 0;
        }
        return Claim.counted(
                "Reviewers: does it hold with stochastic gradients? Asked here: ||a| \u2212 1| stays below 0.05 on average for \u03b7 above 0, batches"
                        + " of " + BATCH,
                here.toString(),
                met,
                WEIGHTS.size() - 1L,
                "see the numbers");
    }

    private static Claim startsClaim(Results results) {
        StringBuilder here = new StringBuilder("came to rest");
        long met = 0;
        for (Weight weight : WEIGHTS) {
            Measured starts = results.of("starts-" + weight.name());
            here.append("; ").append(weight.words()).append(": ").append(Format.percent(starts.value("came")));
            met += weight.eta > 0 && starts.value("came") == 1 ? 1 : 0;
        }
        return Claim.counted(
                "Reviewers: how large is the basin of attraction? Asked here: every start with |w\u2081|, |w\u2082|, |b| up to 2 and |a| up to 3 comes"
                        + " within 0.05 of a = 1 or \u22121, which is as good, and b = 0, for \u03b7 above 0",
                here.toString(),
                met,
                WEIGHTS.size() - 1L,
                "some starts go elsewhere, or take longer");
    }

    private static List<Figure> figures(Results results) {
        List<Tile> fields = new ArrayList<>();
        List<LinesPicture.Line> exact = new ArrayList<>();
        List<LinesPicture.Line> sampled = new ArrayList<>();
        for (Weight weight : WEIGHTS) {
            Measured one = results.of("exact-" + weight.name());
            fields.add(new Tile(weight.words(), "", one.picture("field")));
            exact.add(line(weight, one));
            sampled.add(line(weight, results.of("sampled-" + weight.name())));
        }
        return List.of(
                new Figure(
                        "The field over a and w\u2082",
                        "Thin lines follow a step from each point of the plane where w\u2081 = b = 0; the bold way is that of all steps from a = 1.8,"
                                + " b = 0.3, w\u2081 = w\u2082 = 0, over the plane.",
                        fields),
                Figure.of(
                        "The generator's a with exact gradients",
                        "Without regularisation it goes round 1, with it it comes to rest there, the sooner the larger \u03b7.",
                        curves(exact)),
                Figure.of(
                        "The same with gradients of samples",
                        "The first of 8 runs for each \u03b7, batches of " + BATCH + ".",
                        curves(sampled)));
    }

    private static LinesPicture.Line line(Weight weight, Measured measured) {
        double[] a = measured.numbers("a");
        int finite = 0;
        while (finite < a.length && Double.isFinite(a[finite]) && Math.abs(a[finite]) < 10) {
            finite++;
        }
        return new LinesPicture.Line(
                weight.words(),
                Arrays.stream(measured.numbers("step"))
                        .limit(finite)
                        .map(step -> step / 1000)
                        .toArray(),
                Arrays.copyOf(a, finite));
    }

    private static LinesPicture curves(List<LinesPicture.Line> lines) {
        return new LinesPicture(
                LinesPicture.Axis.linear("training step, in thousands"), LinesPicture.Axis.linear("a"), lines);
    }

    private static NumberTable table(Results results) {
        NumberTable table = new NumberTable(
                "All numbers",
                "First step from which |a \u2212 1| stays below 1e-3, a at the end; of " + BATCH
                        + " samples each: mean and greatest ||a| \u2212 1| over the last tenth; of random starts: the share that came to rest,"
                        + " and that went to infinity.",
                "reached",
                "a at the end",
                "sampled, mean",
                "sampled, worst",
                "starts at rest",
                "starts lost");
        for (Weight weight : WEIGHTS) {
            Measured exact = results.of("exact-" + weight.name());
            Measured sampled = results.of("sampled-" + weight.name());
            Measured starts = results.of("starts-" + weight.name());
            table = table.row(
                    weight.words(),
                    reached(exact),
                    exact.numbers("a")[LOOKS],
                    sampled.value("away"),
                    sampled.value("worst"),
                    starts.value("came"),
                    starts.value("lost"));
        }
        return table;
    }
}
