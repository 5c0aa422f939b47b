package dev.nabla2.lab.experiment.wgangp;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.WeightClipping;
import dev.nabla2.gan.data.SwissRoll;
import dev.nabla2.lab.picture.LinesPicture;
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
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The norm of the gradient of the critic's loss by what enters each of its layers, on the Swiss roll with networks of 12 layers (figure 1b
 * and section 3.2): with clipping it grows or decays exponentially from layer to layer, with the penalty it does not.
 */
final class GradientsByLayer {
    private static final int LAYERS = 12;

    private static final int BATCH = 256;
    private static final double[] CLIPS = {0.1, 0.01, 0.001};

    private GradientsByLayer() {}

    /**
     * A critic.
     *
     * @param clip the bound of its weights; 0 for the penalty
     * @param width of every hidden layer; the paper does not say how wide
     * @param steps the generator's updates
     */
    private record Variant(double clip, int width, int steps) {
        String name() {
            return "depth-" + (clip > 0 ? "clip-" + Format.exact(clip) : "penalty");
        }

        String words() {
            return clip > 0 ? "clipped at " + Format.exact(clip) : "penalty";
        }

        Penalty penalty() {
            return clip > 0 ? new WeightClipping(clip) : GradientPenalty.twoSided(10);
        }

        Optimiser optimiser() {
            return clip > 0 ? new RmsProp(5e-5) : new Adam(1e-4, 0.5, 0.9);
        }

        String settings() {
            return "generator and critic of 12 layers, width " + width + ", relu; batch " + BATCH
                    + ", 5 critic updates, " + optimiser() + ", " + penalty() + ", " + steps + " steps";
        }
    }

    private static List<Variant> variants(Conditions conditions) {
        int steps = conditions.of(500, 1);
        int width = conditions.of(128, 16);
        List<Variant> variants = new ArrayList<>();
        for (double clip : CLIPS) {
            variants.add(new Variant(clip, width, steps));
        }
        variants.add(new Variant(0, width, steps));
        return variants;
    }

    static List<Part> parts(Conditions conditions) {
        return variants(conditions).stream()
                .map(variant ->
                        Part.of(variant.name(), variant.settings(), bench -> measured(variant, conditions, bench)))
                .toList();
    }

    private static Measured measured(Variant variant, Conditions conditions, Bench bench) {
        Sequential critic = network(variant.width(), 1);
        Gan gan = new Gan(
                bench.backend(Precision.FLOAT),
                SwissRoll.ofThePaper(),
                network(variant.width(), 2),
                critic,
                2,
                BATCH,
                Objective.wasserstein(),
                variant.penalty());
        GanTrainer trainer = new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(5),
                        variant.optimiser(),
                        variant.optimiser(),
                        Schedule.constant(),
                        variant.steps(),
                        conditions.random(variant.name()).key()));
        trainer.run((report, model) -> bench.progress(report.step(), report.steps()));
        return Measured.nothing().with("norms", norms(gan, critic, trainer.model(), conditions.random("examination")));
    }

    private static Sequential network(int width, int outputs) {
        int[] widths = new int[LAYERS + 1];
        Arrays.fill(widths, width);
        widths[0] = 2;
        widths[LAYERS] = outputs;
        return Sequential.mlp(Activation.RELU, widths);
    }

    /** ‖∂L/∂h‖ over a batch of real and of generated samples, h being what enters each of the layers with weights. */
    private static double[] norms(Gan gan, Sequential critic, GanModel model, RandomStream random) {
        double[] squares = new double[LAYERS];
        addSquares(squares, critic, model, gan.samples(gan.data().draw(random.fold("real"), BATCH), BATCH));
        addSquares(squares, critic, model, gan.samples(model.sample(random.fold("fake"), BATCH), BATCH));
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    /** L is the difference of means, so that both sides have gradients of the same form. */
    private static void addSquares(double[] squares, Sequential critic, GanModel model, Tensor samples) {
        Parameters theta = model.parameters(Gan.CRITIC);
        try (Tape tape = new Tape()) {
            List<Tensor> entering = new ArrayList<>();
            Tensor h = tape.watch(samples);
            for (int i = 0; i < critic.layers().size(); i++) {
                Layer layer = critic.layers().get(i);
                if (!(layer instanceof Activation)) {
                    entering.add(h);
                }
                h = layer.apply(theta.below(String.valueOf(i)), h);
            }
            List<Tensor> gradients = tape.gradient(h.mean(), entering);
            for (int i = 0; i < squares.length; i++) {
                // In doubles: a float's square vanishes long before the number itself does.
                squares[i] += Arrays.stream(gradients.get(i).toDoubles())
                        .map(g -> g * g)
                        .sum();
            }
        }
    }

    /**
     * By which factor the norm grows from a layer to the one before, away from the loss: the geometric mean over the layers between which
     * widths do not change.
     */
    private static double growth(double[] norms) {
        return Math.pow(norms[1] / norms[norms.length - 1], 1.0 / (norms.length - 2));
    }

    static Findings findings(Conditions conditions, Results results) {
        List<LinesPicture.Line> lines = new ArrayList<>();
        double[] layers = new double[LAYERS];
        Arrays.setAll(layers, i -> i + 1);
        NumberTable table = new NumberTable(
                "Gradients along the depth of a critic of 12 layers",
                "The norm of the gradient of the critic\u2019s loss by what enters its last and its second layer, and by which factor it grows"
                        + " per layer towards the samples (1: neither explodes nor vanishes).",
                "norm at layer 12",
                "norm at layer 2",
                "factor per layer");
        for (Variant variant : variants(conditions)) {
            double[] norms = results.of(variant.name()).numbers("norms");
            lines.add(new LinesPicture.Line(variant.words(), layers, norms));
            table = table.row(variant.words(), norms[LAYERS - 1], norms[1], growth(norms));
        }
        Figure figure = Figure.of(
                "Gradients along the depth of a critic",
                "The norm of the gradient of the critic\u2019s loss by what enters each of 12 layers, after training on the Swiss roll; layer 1 is"
                        + " that of the samples. A straight slanting line is exponential growth or decay.",
                new LinesPicture(
                        LinesPicture.Axis.linear("layer of the critic"),
                        LinesPicture.Axis.logarithmic("norm of the gradient by what enters the layer"),
                        lines));
        return new Findings(List.of(claim(results)), List.of(figure), List.of(table));
    }

    private static Claim claim(Results results) {
        double[] factors = new double[CLIPS.length];
        Arrays.setAll(
                factors,
                i -> growth(results.of(new Variant(CLIPS[i], 0, 0).name()).numbers("norms")));
        double penalised = growth(results.of(new Variant(0, 0, 0).name()).numbers("norms"));
        boolean stable = penalised > 1 / 1.5 && penalised < 1.5;
        long unstable = Arrays.stream(factors)
                .filter(factor -> !(factor > 1 / 1.5 && factor < 1.5))
                .count();
        return Claim.counted(
                "With clipping at 0.1, 0.01 and 0.001 the gradient grows or decays exponentially from layer to layer; with the penalty it"
                        + " neither explodes nor vanishes (section 3.2, figure 1b).",
                "Factor per layer towards the samples: " + Format.number(factors[0]) + " clipped at 0.1, "
                        + Format.number(factors[1]) + " at 0.01, " + Format.number(factors[2]) + " at 0.001, "
                        + Format.number(penalised)
                        + " with the penalty. Judged: beyond 1.5 or 1/1.5 for each clip, within for the"
                        + " penalty.",
                unstable + (stable ? 1 : 0),
                CLIPS.length + 1,
                "A weight moves by about 5e-5 an update, so that those clipped at 0.1 take thousands of updates to come near the bound; the"
                        + " paper says neither how wide its networks are nor how long they were trained.");
    }
}
