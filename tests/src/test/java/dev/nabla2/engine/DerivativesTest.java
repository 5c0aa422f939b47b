package dev.nabla2.engine;

import static dev.nabla2.engine.Derivatives.grad;
import static dev.nabla2.engine.Derivatives.hessian;
import static dev.nabla2.engine.Derivatives.hvp;
import static dev.nabla2.engine.Derivatives.jacobian;
import static dev.nabla2.engine.Derivatives.jvp;
import static dev.nabla2.engine.Derivatives.treeGrad;
import static dev.nabla2.engine.Derivatives.treeHvp;
import static dev.nabla2.engine.Derivatives.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Derivatives as functions of functions, against formulas, against each other and against walks over a tape. */
class DerivativesTest {
    private static final Backend REFERENCE = Backends.reference();

    private static Tensor scalar(double value) {
        return Tensor.scalar(REFERENCE, value);
    }

    private static Tensor random(long seed, int... extents) {
        Shape shape = Shape.of(extents);
        return Tensor.of(REFERENCE, shape, RandomStream.of(seed).normal(shape.size()));
    }

    /** The forward-mode derivative of a function of a number. */
    private static UnaryOperator<Tensor> forward(UnaryOperator<Tensor> f) {
        return x -> jvp(f).apply(x, scalar(1));
    }

    /** The k-th derivative, each by forward mode where the bit of {@code modes} is set and by reverse mode elsewhere. */
    private static UnaryOperator<Tensor> derivative(UnaryOperator<Tensor> f, int order, int modes) {
        UnaryOperator<Tensor> g = f;
        for (int k = 0; k < order; k++) {
            g = (modes >> k & 1) == 1 ? forward(g) : grad(g);
        }
        return g;
    }

    @Property(tries = 100)
    void theDerivativesOfSineGoRoundInAnyMixtureOfModes(
            @ForAll @DoubleRange(min = -3, max = 3) double x,
            @ForAll @IntRange(min = 0, max = 5) int order,
            @ForAll @IntRange(min = 0, max = 31) int modes) {
        double found = derivative(Tensor::sin, order, modes).apply(scalar(x)).item();
        assertEquals(Math.sin(x + order * Math.PI / 2), found, 1e-14);
    }

    @Property(tries = 100)
    void anInnerDerivativeIsNotConfusedWithTheOuterOne(
            @ForAll @DoubleRange(min = -3, max = 3) double x,
            @ForAll @DoubleRange(min = -3, max = 3) double y,
            @ForAll @IntRange(min = 0, max = 3) int modes) {
        UnaryOperator<UnaryOperator<Tensor>> inner = f -> derivative(f, 1, modes & 1);
        UnaryOperator<UnaryOperator<Tensor>> outer = f -> derivative(f, 1, modes >> 1);
        // d/dx [x · d/dy (x + y)] = 1, which confused derivatives find to be 2 (Siskind and Pearlmutter 2005).
        assertEquals(
                1,
                outer.apply(a -> a.mul(inner.apply(b -> a.add(b)).apply(scalar(y))))
                        .apply(scalar(x))
                        .item());
        // d/dx [x · d/dy (x · y)] = 2x, also where y is x.
        assertEquals(
                2 * x,
                outer.apply(a -> a.mul(inner.apply(b -> a.mul(b)).apply(scalar(y))))
                        .apply(scalar(x))
                        .item());
        assertEquals(
                2 * x,
                outer.apply(a -> a.mul(inner.apply(b -> a.mul(b)).apply(a)))
                        .apply(scalar(x))
                        .item());
        // d/dx [d/dy (x y²) at y = x] = d/dx 2x² = 4x.
        assertEquals(
                4 * x,
                outer.apply(a -> inner.apply(b -> a.mul(b.square())).apply(a))
                        .apply(scalar(x))
                        .item(),
                1e-13);
    }

    @Test
    void anArgumentOnATapeIsDifferentiatedThereAndTheResultCanBeDifferentiatedByWhatTheFunctionClosesOver() {
        try (Tape tape = new Tape()) {
            Tensor w = tape.watch(random(1, 3, 3));
            Tensor plain = random(2, 2, 3);
            UnaryOperator<Tensor> f = x -> x.matmul(w).tanh().sum();
            Tensor watched = tape.watch(plain);
            Tensor expected = tape.gradient(f.apply(watched), watched).square().sum();
            double[] byW = tape.gradient(expected, w).toDoubles();
            for (Tensor x : List.of(watched, tape.constant(plain), plain)) {
                Tensor found = grad(f).apply(x).square().sum();
                assertEquals(expected.item(), found.item(), 1e-14);
                assertArrayEquals(byW, tape.gradient(found, w).toDoubles(), 1e-14);
            }
        }
    }

    @Test
    void withoutATapeTheResultIsDetached() {
        Tensor x = random(1, 4);
        BinaryOperator<Tensor> product = jvp(Tensor::square);
        for (Tensor found : List.of(
                grad(t -> t.square().sum()).apply(x),
                product.apply(x, x),
                hessian(Tensor::sum).apply(x))) {
            assertTrue(found.tape().isEmpty());
            assertEquals(found.shape().size(), found.toDoubles().length);
        }
    }

    @Property(tries = 50)
    void theJacobianHasTheRowsOfVjpAndTheColumnsOfJvpInBothModes(
            @ForAll @IntRange(min = 1, max = 4) int in,
            @ForAll @IntRange(min = 1, max = 4) int out,
            @ForAll @IntRange(max = 100) int seed) {
        Tensor w = random(seed, in, out);
        UnaryOperator<Tensor> f = x -> x.matmul(w).tanh();
        Tensor x = random(seed + 1, 2, in);
        Tensor jacobian = jacobian(f).apply(x);
        assertEquals(Shape.of(2, out, 2, in), jacobian.shape());
        Tensor matrix = jacobian.reshape(Shape.of(2 * out, 2 * in));
        Tensor tangent = random(seed + 2, 2, in);
        Tensor cotangent = random(seed + 3, 2, out);
        assertArrayEquals(
                matrix.matmul(tangent.reshape(Shape.of(2 * in, 1))).toDoubles(),
                jvp(f).apply(x, tangent).toDoubles(),
                1e-13);
        assertArrayEquals(
                cotangent.reshape(Shape.of(1, 2 * out)).matmul(matrix).toDoubles(),
                vjp(f).apply(x, cotangent).toDoubles(),
                1e-13);
    }

    @Test
    void theJacobianTakesAsManyWalksAsTheSmallerSideHasElements() {
        for (int out : new int[] {2, 7}) {
            try (Tape tape = new Tape()) {
                Tensor w = tape.watch(random(1, 3, out));
                Tensor x = tape.watch(random(2, 1, 3));
                Tensor found = jacobian(t -> t.matmul(w).tanh()).apply(x);
                assertEquals(Shape.of(1, out, 1, 3), found.shape());
                assertEquals(1 + Math.min(3, out), tape.count("matmul"));
            }
        }
    }

    @Property(tries = 50)
    void theHessianIsSymmetricAndItsProductsAreHvp(@ForAll @IntRange(min = 1, max = 5) int n, @ForAll int seed) {
        Tensor w = random(seed, n, n);
        UnaryOperator<Tensor> f =
                x -> x.reshape(Shape.of(1, n)).matmul(w).tanh().square().sum();
        Tensor x = random(seed + 1L, n);
        Tensor hessian = hessian(f).apply(x);
        assertEquals(Shape.of(n, n), hessian.shape());
        assertArrayEquals(hessian.toDoubles(), hessian.permute(1, 0).toDoubles(), 1e-12);
        Tensor v = random(seed + 2L, n);
        assertArrayEquals(
                hessian.matmul(v.reshape(Shape.of(n, 1))).toDoubles(),
                hvp(f).apply(x, v).toDoubles(),
                1e-12);
    }

    @Test
    void aTreesGradientAndHessianProductAreThoseOfItsTensors() {
        Sequential net = Sequential.mlp(Activation.TANH, 2, 5, 1);
        Parameters theta = net.initialise(REFERENCE, RandomStream.of(1));
        Parameters v = theta.map(t -> random(3, t.shape().extents()));
        Tensor x = random(2, 4, 2);
        Parameters gradient = Derivatives.<Parameters>treeGrad(
                        p -> net.apply(p, x).square().sum())
                .apply(theta);
        Parameters product = Derivatives.<Parameters>treeHvp(
                        p -> net.apply(p, x).square().sum())
                .apply(theta, v);
        double step = 1e-5;
        Parameters up = treeGrad((Parameters p) -> net.apply(p, x).square().sum())
                .apply(theta.zip(v, (t, d) -> t.add(d.mul(step))));
        Parameters down = treeGrad((Parameters p) -> net.apply(p, x).square().sum())
                .apply(theta.zip(v, (t, d) -> t.sub(d.mul(step))));
        Parameters difference = up.zip(down, (a, b) -> a.sub(b).mul(0.5 / step));
        assertArrayEquals(difference.flatten().toDoubles(), product.flatten().toDoubles(), 1e-8);
        try (Tape tape = new Tape()) {
            Parameters watched = tape.watch(theta);
            Parameters expected = tape.gradient(net.apply(watched, x).square().sum(), watched);
            assertArrayEquals(expected.flatten().toDoubles(), gradient.flatten().toDoubles());
        }
        assertEquals(
                theta.names(),
                treeHvp((Parameters p) -> p.get("0.weight").sum())
                        .apply(theta, v)
                        .names());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = random(1, 3);
        assertThrows(ShapeException.class, () -> grad(Tensor::square).apply(x));
        assertEquals(
                "hvp: expected [3], found [2]",
                assertThrows(ShapeException.class, () -> hvp(Tensor::sum).apply(x, random(2, 2)))
                        .getMessage());
        assertThrows(ShapeException.class, () -> jvp(Tensor::square).apply(x, random(2, 2)));
        assertThrows(ShapeException.class, () -> vjp(Tensor::square).apply(x, random(2, 2)));
        try (Tape one = new Tape();
                Tape two = new Tape()) {
            Tensor a = one.watch(x);
            Tensor b = two.watch(x);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> grad(t -> t.mul(a).mul(b).sum()).apply(x));
        }
    }
}
