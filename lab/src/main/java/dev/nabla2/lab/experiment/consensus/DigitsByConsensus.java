package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.data.Epochs;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.data.Mnist;
import dev.nabla2.gan.network.NetworkPair;
import dev.nabla2.gan.network.WganGp;
import dev.nabla2.lab.classifier.ClassifierCache;
import dev.nabla2.lab.classifier.ClassifierTraining;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.lab.picture.DigitsPicture;
import dev.nabla2.lab.picture.LinesPicture;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Convolutions without normalisation on MNIST, with simultaneous steps, alternating ones and consensus. */
final class DigitsByConsensus {
    private static final String DATA = "mnist";
    private static final int LATENT = 32;
    private static final int BATCH = 32;
    private static final int DIM = 8;
    private static final int LOOKS = 5;
    private static final double[] RATES = {1e-3, 3e-3};

    /** Fewer classes, as evenly shared, count as collapsed. */
    private static final double COLLAPSED = 5;

    private static final List<Contender> CONTENDERS = List.of(
            new Contender("mnist-simultaneous", "simultaneous", Objective.nonSaturating(), Dynamics.simultaneous()),
            new Contender("mnist-alternating", "alternating", Objective.nonSaturating(), Dynamics.alternating(1)),
            // Of 10, 1 and 0.1, which were tried for 600 steps, the last suits these networks.
            consensus(0.1),
            consensus(1));

    private static final int TUNED = 2;

    /** The classifier is trained by whoever comes first, while the others wait. */
    private final Object classifying = new Object();

    private static Contender consensus(double gamma) {
        return new Contender(
                "mnist-consensus-" + Format.exact(gamma),
                "consensus, \u03b3 " + Format.exact(gamma),
                Objective.nonSaturating(),
                Dynamics.consensus(new Gamma.Fixed(gamma)));
    }

    private static int steps(Conditions conditions) {
        return conditions.of(1_000, 2);
    }

    private static String name(Contender contender, double rate) {
        return contender.name() + "-" + Format.exact(rate);
    }

    List<Part> parts(Conditions conditions) {
        Optional<Path> files = conditions.data(DATA);
        List<Part> parts = new ArrayList<>();
        for (Contender contender : files.isEmpty() ? List.<Contender>of() : CONTENDERS) {
            for (double rate : RATES) {
                parts.add(Part.of(
                        name(contender, rate),
                        "wgan-gp-mnist without penalty, dim " + DIM + ", latent " + LATENT + ", batch " + BATCH + ", "
                                + contender.conventions() + ", rate " + rate + ", " + steps(conditions) + " steps",
                        bench -> measured(contender, rate, conditions, files.orElseThrow(), bench)));
            }
        }
        return parts;
    }

    private Measured measured(Contender contender, double rate, Conditions conditions, Path files, Bench bench) {
        ImageDataSet images = Mnist.load(files, conditions.quick() ? Mnist.Split.TEST : Mnist.Split.TRAIN)
                .planes();
        Optional<Judge> judge = judge(images, conditions, bench);
        RandomStream random = conditions.random("mnist");
        Evaluator evaluator = new Evaluator(images, conditions.of(1_000, 100), random.fold("evaluation"), judge);
        NetworkPair pair = WganGp.mnist(images.sampleShape(), LATENT, DIM);
        Gan gan = new Gan(
                bench.backend(Precision.FLOAT),
                new Epochs(images, random.fold("epochs")),
                pair.generator(),
                pair.critic(),
                LATENT,
                BATCH,
                contender.objective(),
                new NoPenalty());
        int steps = steps(conditions);
        int between = Math.max(1, steps / LOOKS);
        GanTrainer trainer = new GanTrainer(gan, contender.settings(rate, steps, random.key()));
        List<double[]> seen = new ArrayList<>();
        double diverged = 0;
        try {
            trainer.run((report, model) -> {
                bench.progress(report.step(), steps);
                if (report.step() % between == 0) {
                    seen.add(look(report.step(), evaluator.of(model)));
                }
            });
        } catch (DivergenceException stopped) {
            diverged = 1;
        }
        double[] real = look(0, evaluator.ofRealData());
        return Measured.nothing()
                .with("steps", column(seen, 0))
                .with("frechet", column(seen, 1))
                .with("classes", column(seen, 2))
                .with("diverged", diverged)
                .with("real frechet", real[1])
                .with("real classes", real[2])
                .with(
                        "samples",
                        new DigitsPicture(
                                trainer.model().sample(random.fold("shown"), 64), images.height(), images.width()));
    }

    private Optional<Judge> judge(ImageDataSet images, Conditions conditions, Bench bench) {
        ClassifierTraining training =
                conditions.quick() ? new ClassifierTraining(1, 100, 2e-3, 1) : ClassifierTraining.usual();
        synchronized (classifying) {
            return new ClassifierCache(bench.cache(), training, line -> {})
                    .judge(images, bench.backend(Precision.FLOAT));
        }
    }

    /** Classes as those of as many evenly shared: a classifier takes some sample for any class. */
    private static double[] look(int step, Evaluation evaluation) {
        double classes = evaluation
                .features()
                .map(by -> by.modes().modes() * Math.exp(-by.modes().divergence()))
                .orElse(Double.NaN);
        return new double[] {step, evaluation.frechet(), classes};
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static double last(Measured measured, String series) {
        double[] all = measured.numbers(series);
        return all.length == 0 || measured.value("diverged") > 0 ? Double.NaN : all[all.length - 1];
    }

    /** Where the last Fréchet distance is least. */
    private static double best(Results results, Contender contender) {
        double best = RATES[0];
        for (double rate : RATES) {
            double before = last(results.of(name(contender, best)), "frechet");
            best = last(results.of(name(contender, rate)), "frechet") < before || Double.isNaN(before) ? rate : best;
        }
        return best;
    }

    Findings findings(Conditions conditions, Results results) {
        if (conditions.data(DATA).isEmpty()) {
            String why = "Needs --data-dir with a folder mnist that holds the official files.";
            return new Findings(List.of(Claim.notRun(known(), why)), List.of(), List.of());
        }
        NumberTable table = new NumberTable(
                "MNIST without normalisation",
                "The Fr\u00e9chet distance of a small classifier\u2019s features from those of real images, and how many classes there are, counted"
                        + " as that many evenly shared (10 is all), of 1,000 samples after "
                        + Format.count(steps(conditions))
                        + " steps of RMSProp; non-saturating, batch " + BATCH
                        + ", one run of each. \u03b3 0.1 was chosen among 10, 1 and 0.1 in shorter runs; the others have nothing to choose but the rate.",
                "Fr\u00e9chet",
                "classes");
        List<Tile> tiles = new ArrayList<>();
        for (Contender contender : CONTENDERS) {
            for (double rate : RATES) {
                Measured of = results.of(name(contender, rate));
                String words = contender.words() + ", rate " + Format.exact(rate);
                table = table.row(words, last(of, "frechet"), last(of, "classes"));
                tiles.add(new Tile(
                        words,
                        of.value("diverged") > 0
                                ? "diverged"
                                : "Fr\u00e9chet distance " + Format.number(last(of, "frechet")) + ", "
                                        + Format.number(last(of, "classes")) + " classes",
                        of.picture("samples")));
            }
        }
        Measured any = results.of(name(CONTENDERS.get(0), RATES[0]));
        table = table.row("real images", any.value("real frechet"), any.value("real classes"));
        Figure figure = new Figure(
                "Digits without normalisation",
                "Convolutions without batch norm, after the same number of steps and from the same latent points.",
                tiles);
        return new Findings(List.of(claim(conditions, results)), List.of(figure, overSteps(results)), List.of(table));
    }

    private static Figure overSteps(Results results) {
        List<LinesPicture.Line> lines = new ArrayList<>();
        for (Contender contender : CONTENDERS) {
            double rate = best(results, contender);
            Measured of = results.of(name(contender, rate));
            if (of.numbers("steps").length > 0) {
                lines.add(new LinesPicture.Line(
                        contender.words() + ", " + Format.exact(rate), of.numbers("steps"), of.numbers("frechet")));
            }
        }
        return Figure.of(
                "Fr\u00e9chet distance of digits",
                "Along training, each at the rate with the least at the end; lower is better.",
                new LinesPicture(
                        LinesPicture.Axis.linear("training step"),
                        LinesPicture.Axis.logarithmic("Fr\u00e9chet distance of features"),
                        lines));
    }

    private static String known() {
        return "Networks of convolutions without batch norm, with the same number of filters everywhere, fail without consensus and train with"
                + " it (section 6).";
    }

    private static Claim claim(Conditions conditions, Results results) {
        List<String> found = new ArrayList<>();
        List<Double> classes = new ArrayList<>();
        for (Contender contender : CONTENDERS) {
            double rate = best(results, contender);
            Measured of = results.of(name(contender, rate));
            classes.add(last(of, "classes"));
            found.add(contender.words() + " " + Format.number(last(of, "classes"))
                    + " classes at a Fr\u00e9chet distance of " + Format.number(last(of, "frechet")) + " (rate "
                    + Format.exact(rate) + ")");
        }
        boolean fails = !(classes.get(0) >= COLLAPSED);
        boolean failsInTurn = !(classes.get(1) >= COLLAPSED);
        boolean trains = classes.get(TUNED) >= COLLAPSED;
        return Claim.counted(
                known(),
                "At the better of two rates: " + String.join(", ", found)
                        + ". Judged: fewer than 5 classes with simultaneous steps, and with alternating ones; at least 5 with"
                        + " consensus of \u03b3 0.1.",
                Stream.of(fails, failsInTurn, trains).filter(met -> met).count(),
                3,
                "Networks of " + DIM + " to " + 4 * DIM + " filters, " + Format.count(steps(conditions))
                        + " steps. Where players move in turn, each against the other\u2019s answer, these small networks train as"
                        + " well, at the cost of plain steps.");
    }
}
