package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.Cifar10;
import dev.nabla2.gan.data.Epochs;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.network.NetworkPair;
import dev.nabla2.gan.network.WganGp;
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
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.nn.Adam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Losses of three variants on CIFAR-10, with convolutional networks. */
final class Photographs {
    private static final String DATA = "cifar10";
    private static final int LATENT = 64;
    private static final int BATCH = 32;
    private static final int DIM = 16;
    private static final double LAMBDA = 10;

    /** A point of the curves is the mean over so many steps. */
    private static final int AVERAGED = 10;

    private static final Adam ADAM = new Adam(5e-4, 0.5, 0.9);
    private static final List<Variant> VARIANTS = List.of(Variant.NO_GP, Variant.ONE_GP, Variant.ZERO_GP);

    private static final String KNOWN =
            "On CIFAR-10 the critic without penalty wins, its loss falls and the generator\u2019s grows; with 0-GP both stay near where neither"
                    + " wins.";

    private Photographs() {}

    private static String name(Variant variant) {
        return "cifar10-" + variant.fileName();
    }

    private static int steps(Conditions conditions) {
        return conditions.of(400, AVERAGED);
    }

    static List<Part> parts(Conditions conditions) {
        Optional<Path> files = conditions.data(DATA);
        if (files.isEmpty()) {
            return List.of();
        }
        return VARIANTS.stream()
                .map(variant -> Part.of(
                        name(variant),
                        "networks of WGAN-GP for CIFAR-10, width " + DIM + ", non-saturating, batch " + BATCH + ", "
                                + ADAM + ", " + variant.penalty(LAMBDA) + ", " + steps(conditions) + " steps",
                        bench -> measured(variant, conditions, files.get(), bench)))
                .toList();
    }

    private static Measured measured(Variant variant, Conditions conditions, Path files, Bench bench) {
        ImageDataSet images = Cifar10.load(files);
        RandomStream random = conditions.random("cifar10");
        NetworkPair networks = WganGp.cifar(images.sampleShape(), LATENT, DIM);
        Gan gan = new Gan(
                bench.backend(Precision.FLOAT),
                new Epochs(images, random.fold("epochs")),
                networks.generator(),
                networks.critic(),
                LATENT,
                BATCH,
                Objective.nonSaturating(),
                variant.penalty(LAMBDA));
        int steps = steps(conditions);
        double[] critic = new double[steps / AVERAGED];
        double[] generator = new double[steps / AVERAGED];
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(Dynamics.alternating(1), ADAM, ADAM, Schedule.constant(), steps, random.key()));
        try {
            trainer.run((report, model) -> {
                bench.progress(report.step(), steps);
                int at = (report.step() - 1) / AVERAGED;
                critic[at] += report.criticLoss() / AVERAGED;
                generator[at] += report.generatorLoss() / AVERAGED;
            });
        } catch (DivergenceException diverged) {
            // The curves end in zeros, which no loss of these is.
        }
        return Measured.nothing()
                .with("critic", critic)
                .with("generator", generator)
                .with("samples", new DigitsPicture(trainer.model().sample(random.fold("shown"), 36), 3, 32, 32));
    }

    static Findings findings(Conditions conditions, Results results) {
        if (conditions.data(DATA).isEmpty()) {
            return new Findings(
                    List.of(Claim.notRun(
                            KNOWN, "Needs --data-dir with a folder cifar10 that holds data_batch_1.bin and its like.")),
                    List.of(),
                    List.of());
        }
        List<Tile> samples = new ArrayList<>();
        for (Variant variant : VARIANTS) {
            Measured of = results.of(name(variant));
            samples.add(new Tile(variant.label(), losses(of), of.picture("samples")));
        }
        Figure curves = new Figure(
                "Losses on CIFAR-10",
                "Means over 10 steps each, without the penalty. Where neither player wins the critic\u2019s is 2 ln 2 = 1.39, the generator\u2019s ln 2"
                        + " = 0.69.",
                List.of(
                        new Tile("the critic\u2019s loss", "", picture(results, "critic")),
                        new Tile("the generator\u2019s loss", "", picture(results, "generator"))));
        Figure images = new Figure(
                "Generated photographs",
                "After " + Format.count(steps(conditions)) + " steps: far too few for photographs.",
                samples);
        Measured none = results.of(name(Variant.NO_GP));
        Measured zero = results.of(name(Variant.ZERO_GP));
        Claim claim = Claim.counted(
                KNOWN,
                "At the end: No-GP " + losses(none) + "; 1-GP " + losses(results.of(name(Variant.ONE_GP))) + "; 0-GP "
                        + losses(zero)
                        + ". Judged: the critic\u2019s lower, and the generator\u2019s higher, without penalty.",
                (last(none, "critic") < last(zero, "critic") ? 1 : 0)
                        + (last(none, "generator") > last(zero, "generator") ? 1 : 0),
                2,
                "The networks are small and had " + Format.count(steps(conditions)) + " steps.");
        return new Findings(List.of(claim), List.of(curves, images), List.of());
    }

    private static LinesPicture picture(Results results, String player) {
        List<LinesPicture.Line> lines = new ArrayList<>();
        for (Variant variant : VARIANTS) {
            double[] losses = results.of(name(variant)).numbers(player);
            double[] steps = new double[losses.length];
            Arrays.setAll(steps, i -> (i + 0.5) * AVERAGED);
            lines.add(new LinesPicture.Line(variant.label(), steps, losses));
        }
        return new LinesPicture(LinesPicture.Axis.linear("training step"), LinesPicture.Axis.linear("loss"), lines);
    }

    private static String losses(Measured of) {
        return "critic " + Format.number(last(of, "critic")) + ", generator " + Format.number(last(of, "generator"));
    }

    private static double last(Measured of, String player) {
        double[] losses = of.numbers(player);
        return losses[losses.length - 1];
    }
}
