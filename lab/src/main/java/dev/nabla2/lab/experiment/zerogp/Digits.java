package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.Epochs;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.data.Mnist;
import dev.nabla2.lab.classifier.ClassifierCache;
import dev.nabla2.lab.classifier.ClassifierTraining;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.Evaluator;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.lab.picture.DigitsPicture;
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
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Variants (a) to (g) on MNIST, of fully connected networks (the reproducibility report's). */
final class Digits {
    private static final String DATA = "mnist";
    private static final int LATENT = 64;
    private static final int BATCH = 100;
    private static final int WIDTH = 256;
    private static final double RATE = 1e-3;

    /** On the slope of the logit; the paper gives no weight for these. */
    private static final double LAMBDA = 10;

    /** Fewer classes, as evenly shared, count as collapsed. */
    private static final double COLLAPSED = 5;

    private static final List<Variant> PLAIN =
            List.of(Variant.NO_GP, Variant.ONE_GP, Variant.ZERO_GP_SAMPLE, Variant.ZERO_GP);

    private static final List<Trial> TRIALS = List.of(
            Trial.of('a', Variant.NO_GP),
            Trial.of('b', Variant.ONE_GP),
            Trial.of('c', Variant.ZERO_GP_SAMPLE),
            Trial.of('d', Variant.ZERO_GP),
            new Trial('e', Variant.ZERO_GP, 0.9, 1, false),
            new Trial('f', Variant.ZERO_GP, 0.5, 3, false),
            new Trial('g', Variant.ZERO_GP, 0.5, 1, true));

    /** The classifier is trained by whoever comes first, while the others wait. */
    private final Object classifying = new Object();

    /**
     * A variant.
     *
     * @param letter of the report
     * @param variant the penalty
     * @param beta1 Adam's first
     * @param ratio the critic's learning rate over the generator's
     * @param tanh whether the generator ends in it, rather than in a linear layer
     */
    private record Trial(char letter, Variant variant, double beta1, double ratio, boolean tanh) {
        static Trial of(char letter, Variant variant) {
            return new Trial(letter, variant, 0.5, 1, false);
        }

        String name() {
            return "mnist-" + letter;
        }

        String words() {
            return "(" + letter + ") " + variant.label()
                    + (beta1 == 0.5 ? "" : ", betas (" + beta1 + ", 0.9)")
                    + (ratio == 1 ? "" : ", critic " + (int) ratio + " times as fast")
                    + (tanh ? ", tanh" : "");
        }

        Adam adam(double times) {
            return new Adam(RATE * times, beta1, 0.9);
        }

        String settings(int steps) {
            return String.format(
                    Locale.ROOT,
                    "generator %d-%d-%d-784%s, critic 784-%d-%d-1 leaky relu, non-saturating, batch %d, critic %s, generator %s, %s, %d"
                            + " steps",
                    LATENT,
                    WIDTH,
                    WIDTH,
                    tanh ? " tanh" : "",
                    WIDTH,
                    WIDTH,
                    BATCH,
                    adam(ratio),
                    adam(1),
                    variant.penalty(LAMBDA),
                    steps);
        }
    }

    private static int steps(Conditions conditions) {
        // 10 epochs of 600 steps, as in the report.
        return conditions.of(6_000, 2);
    }

    List<Part> parts(Conditions conditions) {
        Optional<Path> files = conditions.data(DATA);
        if (files.isEmpty()) {
            return List.of();
        }
        return TRIALS.stream()
                .map(trial -> Part.of(
                        trial.name(),
                        trial.settings(steps(conditions)),
                        bench -> measured(trial, conditions, files.get(), bench)))
                .toList();
    }

    private Measured measured(Trial trial, Conditions conditions, Path files, Bench bench) {
        ImageDataSet images = Mnist.load(files, conditions.quick() ? Mnist.Split.TEST : Mnist.Split.TRAIN);
        Optional<Judge> judge = judge(images, conditions, bench);
        RandomStream random = conditions.random("mnist");
        Evaluator evaluator = new Evaluator(images, conditions.of(2_000, 100), random.fold("evaluation"), judge);
        Sequential generator = Sequential.mlp(
                Activation.RELU, LATENT, WIDTH, WIDTH, images.sampleShape().size());
        Gan gan = new Gan(
                bench.backend(Precision.FLOAT),
                new Epochs(images, random.fold("epochs")),
                trial.tanh() ? generator.then(Activation.TANH) : generator,
                Sequential.mlp(Activation.LEAKY_RELU, images.sampleShape().size(), WIDTH, WIDTH, 1),
                LATENT,
                BATCH,
                Objective.nonSaturating(),
                trial.variant().penalty(LAMBDA));
        int steps = steps(conditions);
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(1),
                        trial.adam(trial.ratio()),
                        trial.adam(1),
                        Schedule.constant(),
                        steps,
                        random.key()));
        List<Measured> half = new ArrayList<>();
        try {
            trainer.run((report, model) -> {
                bench.progress(report.step(), steps);
                if (report.step() == steps / 2) {
                    half.add(scores("half", evaluator.of(model)));
                }
            });
        } catch (DivergenceException diverged) {
            half.add(Measured.nothing().with("half frechet", Double.NaN).with("half classes", Double.NaN));
        }
        GanModel model = trainer.model();
        return half.get(0)
                .with(scores("end", evaluator.of(model)))
                .with(scores("real", evaluator.ofRealData()))
                .with(
                        "samples",
                        new DigitsPicture(model.sample(random.fold("shown"), 64), images.height(), images.width()));
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
    private static Measured scores(String when, Evaluation evaluation) {
        double classes = evaluation
                .features()
                .map(by -> by.modes().modes() * Math.exp(-by.modes().divergence()))
                .orElse(Double.NaN);
        return Measured.nothing().with(when + " frechet", evaluation.frechet()).with(when + " classes", classes);
    }

    Findings findings(Conditions conditions, Results results) {
        if (conditions.data(DATA).isEmpty()) {
            String why = "Needs --data-dir with a folder mnist that holds the official files.";
            return new Findings(
                    List.of(
                            Claim.notRun(collapse(), why),
                            Claim.notRun(twoScales(), why),
                            Claim.notRun(otherBetas(), why),
                            Claim.notRun(withTanh(), why)),
                    List.of(),
                    List.of());
        }
        NumberTable table = new NumberTable(
                "MNIST variants",
                "The Fréchet distance of a small classifier\u2019s features from those of real images, and how many classes there are, counted"
                        + " as that many evenly shared (10 is all), after half of the steps and after all, of 2,000 samples.",
                "Fr\u00e9chet, half",
                "Fr\u00e9chet, end",
                "classes, half",
                "classes, end");
        List<Tile> tiles = new ArrayList<>();
        for (Trial trial : TRIALS) {
            Measured of = results.of(trial.name());
            table = table.row(
                    trial.words(),
                    of.value("half frechet"),
                    of.value("end frechet"),
                    of.value("half classes"),
                    of.value("end classes"));
            tiles.add(new Tile(
                    trial.words(),
                    "Fr\u00e9chet distance " + Format.number(of.value("end frechet")) + ", "
                            + Format.number(of.value("end classes")) + " classes",
                    of.picture("samples")));
        }
        Measured any = results.of(TRIALS.get(0).name());
        table = table.row(
                "real images",
                any.value("real frechet"),
                any.value("real frechet"),
                any.value("real classes"),
                any.value("real classes"));
        Figure figure = new Figure(
                "Generated digits",
                "Of all variants, after the same number of steps and from the same latent points.",
                tiles);
        return new Findings(claims(conditions, results), List.of(figure), List.of(table));
    }

    private static String collapse() {
        return "On MNIST No-GP and 1-GP collapse, 0-GP-sample and 0-GP do not (a to d).";
    }

    private static String twoScales() {
        return "With two time scales, the critic three times as fast, 0-GP reaches in half the epochs what it reaches with one in all (f).";
    }

    private static String otherBetas() {
        return "0-GP also works with betas (0.9, 0.9) (e).";
    }

    private static String withTanh() {
        return "A tanh at the generator\u2019s end is added in a variant (g); known: it keeps pixels in the range of the data.";
    }

    private static double end(Results results, char letter, String what) {
        return results.of("mnist-" + letter).value("end " + what);
    }

    private static List<Claim> claims(Conditions conditions, Results results) {
        List<String> words = new ArrayList<>();
        long right = 0;
        for (int i = 0; i < PLAIN.size(); i++) {
            double classes = end(results, (char) ('a' + i), "classes");
            boolean collapsed = !(classes >= COLLAPSED);
            right += collapsed == i < 2 ? 1 : 0;
            words.add(PLAIN.get(i).label() + " " + Format.number(classes));
        }
        String epochs = Format.number(steps(conditions) * BATCH / 60_000.0) + " epochs";
        double one = end(results, 'd', "frechet");
        double two = results.of("mnist-f").value("half frechet");
        double others = end(results, 'e', "frechet");
        double tanh = end(results, 'g', "frechet");
        double least = Math.min(end(results, 'a', "frechet"), end(results, 'b', "frechet"));
        return List.of(
                Claim.counted(
                        collapse(),
                        "Classes at the end: " + String.join(", ", words) + ". Judged: fewer than 5 are a collapse.",
                        right,
                        PLAIN.size(),
                        "After " + epochs
                                + ". The networks, their rates and the weight of the penalties are ours, for the report does not give them."),
                Claim.judged(
                        twoScales(),
                        "Fr\u00e9chet distance " + Format.number(two) + " after half with two time scales, "
                                + Format.number(one) + " after all with one. Judged: at most as far.",
                        two <= one,
                        "After " + epochs + ", one run of each."),
                Claim.judged(
                        otherBetas(),
                        "Fr\u00e9chet distance " + Format.number(others) + ", and "
                                + Format.number(results.of("mnist-e").value("half frechet"))
                                + " after half; with (0.5, 0.9) " + Format.number(one)
                                + "; the better of No-GP and 1-GP " + Format.number(least)
                                + ". Judged: nearer than those two.",
                        others < least,
                        "The rate is that of (0.5, 0.9), and more momentum may want a smaller one. After " + epochs
                                + "."),
                Claim.judged(
                        withTanh(),
                        "Fr\u00e9chet distance " + Format.number(tanh) + " with tanh, " + Format.number(one)
                                + " without. Judged: at most 1.1 times as far.",
                        tanh <= 1.1 * one,
                        "After " + epochs + ", one run of each."));
    }
}
