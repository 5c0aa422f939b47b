package dev.nabla2.tutorial;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Derivatives;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.SecondDerivativeException;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.Work;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The programs of docs/double-backprop.md. */
final class DoubleBackprop {
    private static final Backend BACKEND = Backends.reference();

    private DoubleBackprop() {}

    static void tell(Story out) {
        cube(out);
        kinds(out);
        hessian(out);
        critic(out);
        cost(out);
        forbidden(out);
        movingKink(out);
    }

    private static void cube(Story out) {
        try (Tape tape = new Tape()) {
            out.part("cube");
            Tensor x = tape.watch(Tensor.scalar(BACKEND, 2));
            Tensor y = x.square().mul(x);
            out.print(tape.print());
            out.part("slope");
            Tensor slope = tape.gradient(y, x);
            out.print(tape.print());
            out.part("curvature");
            Tensor curvature = tape.gradient(slope, x);
            out.print(tape.printPass(2));
            out.part("third");
            Tensor third = tape.gradient(curvature, x);
            out.printf("third derivative: %.0f%n", third.item());
            out.printf("pass 3 left no line: %b%n", tape.printPass(3).isEmpty());
            out.printf("it varies with x: %b%n", tape.isConnected(third, x));
            out.end();
        }
    }

    private static void kinds(Story out) {
        try (Tape tape = new Tape()) {
            out.part("kinds");
            Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(2), 3, -1));
            Tensor w = tape.watch(Tensor.of(BACKEND, Shape.of(2), 5, 7));
            Tensor y = x.relu().mul(w).sum();
            Tensor slope = tape.gradient(y, x);
            out.print(tape.print());
            out.part("nothing");
            Tensor byX = tape.gradient(slope.sum(), x);
            out.printf("by x: connected %b, %s%n", tape.isConnected(slope, x), Arrays.toString(byX.toDoubles()));
            Tensor byW = tape.gradient(slope.sum(), w);
            out.printf("by w: connected %b, %s%n", tape.isConnected(slope, w), Arrays.toString(byW.toDoubles()));
            out.end();
        }
    }

    private static void hessian(Story out) {
        try (Tape tape = new Tape()) {
            out.part("hessian");
            UnaryOperator<Tensor> f =
                    at -> at.slice(0, 0, 1).square().mul(at.slice(0, 1, 2)).sum();
            Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(2), 2, 3));
            Tensor v = Tensor.of(BACKEND, Shape.of(2), 1, 0);
            Tensor gradient = tape.gradient(f.apply(x), x);
            Tensor product = tape.pushforward(gradient, x, v);
            out.print(tape.print());
            out.part("hvp");
            Tensor same = Derivatives.hvp(f).apply(x.detach(), v);
            out.printf("Hv = %s%n", Arrays.toString(same.toDoubles()));
            out.end();
            if (!Arrays.equals(same.toDoubles(), product.toDoubles())) {
                throw new AssertionError("expected both products to agree, found " + same + " and " + product);
            }
        }
    }

    private static void critic(Story out) {
        try (Tape tape = new Tape()) {
            out.part("critic");
            Tensor w = tape.watch(Tensor.of(BACKEND, Shape.of(2, 2), 3, 1, 4, -1));
            Tensor b = tape.watch(Tensor.of(BACKEND, Shape.of(2), 0, 0));
            Tensor v = tape.watch(Tensor.of(BACKEND, Shape.of(2, 1), 1, -3));
            Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(2, 2), 0, 1, 1, 0));
            UnaryOperator<Tensor> critic = at -> at.matmul(w).add(b).relu().matmul(v);
            Tensor total = critic.apply(x).sum();
            out.print(tape.print());
            out.part("input-gradient");
            Tensor slopes = tape.gradient(total, x);
            out.print(tape.printPass(1));
            out.part("penalty");
            int before = tape.size();
            Tensor norms = slopes.normPerSample();
            Tensor penalty = norms.sub(1).square().mean();
            out.print(tape.print(before, tape.size()));
            out.part("penalty-gradient");
            List<Tensor> gradient = tape.gradient(penalty, List.of(w, v, b));
            out.print(tape.printPass(2));
            out.end();
            out.drawing(tape.graphviz());
            out.part("biases");
            out.printf("by b: %s%n", Arrays.toString(gradient.get(2).toDoubles()));
            out.printf("the penalty varies with b: %b%n", tape.isConnected(penalty, b));
            out.part("library");
            GradientPenalty wganGp = GradientPenalty.twoSided(10);
            Tensor again = GradientPenalty.slopes(tape, critic, x);
            out.printf("%.0f before the weight%n", wganGp.of(again).item());
            out.end();
        }
    }

    private static void cost(Story out) {
        out.part("cost");
        for (Activation activation : List.of(Activation.RELU, Activation.TANH)) {
            try (Tape tape = new Tape()) {
                Sequential critic = Sequential.mlp(activation, 2, 64, 64, 64, 1);
                Parameters theta = tape.watch(critic.initialise(BACKEND, RandomStream.of(1)));
                Tensor x = tape.watch(Tensor.filled(BACKEND, Shape.of(8, 2), 1));
                Tensor slopes = tape.gradient(critic.apply(theta, x).sum(), x);
                tape.gradient(slopes.normPerSample().sub(1).square().mean(), theta);
                Work done = tape.cost().done();
                Work avoided = tape.cost().avoided();
                out.printf("%s: %d matrix products", activation.label(), done.matrixProducts());
                out.printf(", with zeros carried %d%n", done.plus(avoided).matrixProducts());
            }
        }
        out.end();
    }

    private static void forbidden(Story out) {
        out.part("forbidden");
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(2), 3, -1));
            Tensor slope = tape.gradient(x.relu(SecondDerivative.FORBIDDEN).sum(), x);
            tape.gradient(slope.sum(), x);
        } catch (SecondDerivativeException refused) {
            out.print(refused.getMessage());
        }
        out.end();
    }

    private static void movingKink(Story out) {
        out.part("population");
        int count = 48_000;
        double sigma = 0.01;
        double step = 12.0 / count;
        double[] points = new double[count];
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            double z = -6 + (i + 0.5) * step;
            points[i] = -1 + sigma * z;
            shares[i] = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * step;
        }
        Tensor density = Tensor.of(BACKEND, Shape.of(count), shares);
        out.part("moving-kink");
        for (SecondDerivative second : List.of(
                SecondDerivative.ALMOST_EVERYWHERE,
                SecondDerivative.mollified(0.01),
                SecondDerivative.mollified(0.003),
                SecondDerivative.mollified(0.001))) {
            try (Tape tape = new Tape()) {
                Tensor w = tape.watch(Tensor.scalar(BACKEND, 1));
                Tensor v = tape.watch(Tensor.scalar(BACKEND, 1));
                Tensor b = tape.watch(Tensor.scalar(BACKEND, 1));
                Tensor x = tape.watch(Tensor.of(BACKEND, Shape.of(count), points));
                Tensor critic = x.mul(w).add(b).relu(second).mul(v);
                Tensor slope = tape.gradient(critic.sum(), x);
                Tensor penalty = slope.square().mul(density).sum();
                double[] g = tape.gradient(penalty, List.of(w, v, b)).stream()
                        .mapToDouble(Tensor::item)
                        .toArray();
                out.printf("%-18s by w %8.3f   by v %6.3f   by b %7.3f%n", second, g[0], g[1], g[2]);
            }
        }
        double flux = 1 / (sigma * Math.sqrt(2 * Math.PI));
        out.printf("%-18s by w %8.3f   by v %6.3f   by b %7.3f%n", "the truth", 1 - flux, 1.0, flux);
        out.end();
    }
}
