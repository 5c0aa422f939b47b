package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.game.SmallMixture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.sweep.Quartiles;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Sequential;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a step of consensus takes beside steps that need no second derivative. */
final class Overhead {
    private static final String PART = "overhead";

    /** Steps of one kind in a row, so that the clock is fine enough. */
    private static final int ROW = 10;

    /** What consensus may cost, in steps without it: the reviewers' question has no number, three is twice backwards and once more. */
    private static final double BOUND = 3;

    private enum Size {
        SMALL("mixture", "2,003 parameters, batch 512") {
            @Override
            Gan gan(Backend backend, Conditions conditions) {
                return SmallMixture.of(backend, Objective.minimax(), new NoPenalty());
            }
        },
        LARGE("large", "two networks of three hidden layers of 256, batch 256") {
            @Override
            Gan gan(Backend backend, Conditions conditions) {
                int width = conditions.of(256, 8);
                return new Gan(
                        backend,
                        RingOfGaussians.ofMescheder(),
                        Sequential.mlp(Activation.RELU, 16, width, width, width, 2),
                        Sequential.mlp(Activation.RELU, 2, width, width, width, 1),
                        16,
                        256,
                        Objective.minimax(),
                        new NoPenalty());
            }
        };

        private final String label;
        private final String words;

        Size(String label, String words) {
            this.label = label;
            this.words = words;
        }

        abstract Gan gan(Backend backend, Conditions conditions);
    }

    /** A training that is taken up again and again. */
    private static final class Going implements AutoCloseable {
        private final Gan gan;
        private final Dynamics dynamics;
        private final Position position;
        private final RandomStream random;
        private final Programs programs = Programs.compiled();
        private final List<Double> times = new ArrayList<>();
        private int done;

        Going(Gan gan, Dynamics dynamics, RandomStream random) {
            Pace pace = Pace.of(new RmsProp(1e-4));
            this.gan = gan;
            this.dynamics = dynamics;
            this.random = random;
            this.position = new Position(
                    gan, gan.initialise(random.fold("initialise")), Map.of(Gan.CRITIC, pace, Gan.GENERATOR, pace));
        }

        void row(ThreadMXBean clock) {
            long begin = clock.getCurrentThreadCpuTime();
            for (int i = 0; i < ROW; i++) {
                dynamics.step(
                        gan,
                        position,
                        programs,
                        new Dynamics.Step(random.fold(done), 0, 1, done),
                        (player, loss, measured) -> {});
                done++;
            }
            times.add((clock.getCurrentThreadCpuTime() - begin) * 1e-9 / ROW);
        }

        /** Of the later half, when everything is compiled. */
        double median() {
            return Quartiles.of(times.subList(times.size() / 2, times.size()).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
                    .median();
        }

        @Override
        public void close() {
            programs.close();
        }
    }

    private Overhead() {}

    static List<Part> parts(Conditions conditions) {
        int rows = conditions.of(60, 2);
        return List.of(Part.of(
                        PART,
                        "processor time of one thread, medians of the later half of " + rows + " rows of " + ROW
                                + " steps in turns; RMSProp, minimax; " + Size.SMALL.words + "; " + Size.LARGE.words,
                        bench -> measured(conditions, rows, bench))
                .timed());
    }

    private static Measured measured(Conditions conditions, int rows, Bench bench) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Backend backend = Backends.cpu(1, Precision.FLOAT);
        RandomStream random = conditions.random("overhead");
        Measured measured = Measured.nothing();
        for (Size size : Size.values()) {
            Gan gan = size.gan(backend, conditions);
            try (Going simultaneous = new Going(gan, Dynamics.simultaneous(), random);
                    Going alternating = new Going(gan, Dynamics.alternating(1), random);
                    Going consensus = new Going(gan, Mixtures.consensus(), random)) {
                for (int row = 0; row < rows; row++) {
                    simultaneous.row(clock);
                    alternating.row(clock);
                    consensus.row(clock);
                    bench.progress((size.ordinal() + (row + 1.0) / rows) / Size.values().length);
                }
                measured = measured.with(size.label, simultaneous.median(), alternating.median(), consensus.median());
            }
        }
        return measured;
    }

    static Findings findings(Results results) {
        NumberTable table = new NumberTable(
                "Time of a step",
                "Milliseconds of processor time on one thread, medians of rows of " + ROW
                        + " steps that take turns, and how many simultaneous steps a step of consensus is worth.",
                "simultaneous",
                "alternating",
                "consensus",
                "consensus, in simultaneous",
                "consensus, in alternating");
        int cheap = 0;
        List<String> found = new ArrayList<>();
        for (Size size : Size.values()) {
            double[] times = results.of(PART).numbers(size.label);
            double ratio = times[2] / times[0];
            cheap += ratio <= BOUND ? 1 : 0;
            table = table.row(size.words, 1e3 * times[0], 1e3 * times[1], 1e3 * times[2], ratio, times[2] / times[1]);
            found.add(Format.number(ratio) + " times a simultaneous step and " + Format.number(times[2] / times[1])
                    + " times an alternating one (" + size.words + ")");
        }
        Claim claim = Claim.counted(
                "A step of consensus costs a small multiple of a plain one, for the gradient of \u00bd\u2016v\u2016\u00b2 is one more walk"
                        + " backwards (section 4; the reviewers asked for the time).",
                "It takes " + String.join(", ", found) + ". Judged: at most " + Format.exact(BOUND)
                        + " simultaneous steps.",
                cheap,
                Size.values().length,
                "The walk backwards over two gradients is longer than both together.");
        return new Findings(List.of(claim), List.of(), List.of(table));
    }
}
