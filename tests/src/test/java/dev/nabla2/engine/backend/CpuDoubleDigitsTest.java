package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.cpu.Instructions;
import dev.nabla2.engine.backend.cpu.doubles.CpuBackend;
import dev.nabla2.engine.backend.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** That the cpu backend in doubles keeps all of a double's digits; the contract's numbers are floats. */
class CpuDoubleDigitsTest {
    private static final List<Backend> BACKENDS =
            List.of(new CpuBackend(2, Instructions.VECTOR), new CpuBackend(2, Instructions.SCALAR));

    private static final Backend REFERENCE = new ReferenceBackend();
    private static final Tolerances TOLERANCES = new Tolerances(Precision.DOUBLE);

    /** Those that the library has too, to less than a unit in the last place. */
    private static final Map<String, DoubleUnaryOperator> LIBRARY = Map.of(
            "exp", StrictMath::exp,
            "expm1", StrictMath::expm1,
            "log", StrictMath::log,
            "log1p", StrictMath::log1p,
            "tanh", StrictMath::tanh,
            "sin", StrictMath::sin,
            "cos", StrictMath::cos,
            "sqrt", StrictMath::sqrt);

    /** The tanh of the vector kernels has been seen to be off by 2.4 units, as was that of the other functions by less. */
    private static final double UNITS = 4;

    @Example
    void theFactoryMakesADoubleBackendOfTheSameName() {
        Backend backend = Backends.cpu(1, Precision.DOUBLE);
        assertEquals(Precision.DOUBLE, backend.precision());
        assertEquals(Backends.cpu(1).name(), backend.name());
        assertEquals(Precision.FLOAT, Backends.cpu(1, Precision.FLOAT).precision());
    }

    @Property(tries = 50)
    void whatIsWrittenIsReadToTheLastDigit(@ForAll double[] numbers) {
        for (Backend backend : BACKENDS) {
            Buffer buffer = buffer(backend, numbers);
            assertArrayEquals(numbers, backend.read(buffer));
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
            }
            assertArrayEquals(floats, backend.readFloats(buffer));
        }
    }

    @Property(tries = 100)
    void aFunctionIsTheLibrarysToAFewUnitsInTheLastPlace(@ForAll long seed, @ForAll @IntRange(max = 11) int magnitude) {
        double scale = Math.pow(10, magnitude - 6);
        double[] x = numbers(300, seed, scale);
        LIBRARY.forEach((name, library) -> {
            Elementwise f = Elementwise.unary(name, 0, library);
            for (Backend backend : BACKENDS) {
                double[] found = apply(backend, f, x);
                for (int i = 0; i < x.length; i++) {
                    double expected = library.applyAsDouble(x[i]);
                    double off = Math.abs(found[i] - expected) / Math.ulp(expected);
                    String what = name + " of " + x[i] + ": expected " + expected + ", found " + found[i];
                    assertTrue(off <= UNITS || Double.compare(found[i], expected) == 0, () -> what);
                }
            }
        });
    }

    @Property(tries = 100)
    void anElementsBitsDoNotDependOnItsNeighbours(@ForAll long seed) {
        double[] x = numbers(200, seed, 3);
        double[] besideExtremes = x.clone();
        double[] extremes = {709.5, -745, 1e9, -1e300, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            besideExtremes[random.nextInt(x.length)] = extremes[random.nextInt(extremes.length)];
        }
        for (Elementwise f : Functions.all()) {
            if (f.arity() > 1) {
                continue;
            }
            for (Backend backend : BACKENDS) {
                double[] alone = apply(backend, f, x);
                double[] beside = apply(backend, f, besideExtremes);
                for (int i = 0; i < x.length; i++) {
                    if (x[i] == besideExtremes[i]) {
                        assertEquals(alone[i], beside[i], f.name());
                    }
                }
            }
        }
    }

    @Property(tries = 60)
    void aMatrixProductKeepsTheDigits(
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 600) int inner,
            @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll long seed) {
        MatrixProduct p = new MatrixProduct(rows, inner, columns, transposeA, transposeB);
        double[] a = numbers(rows * inner, seed, 1);
        double[] b = numbers(inner * columns, seed + 1, 1);
        double[] expected = product(REFERENCE, p, a, b);
        double[] magnitude = product(REFERENCE, p, magnitudes(a), magnitudes(b));
        for (Backend backend : BACKENDS) {
            double[] found = product(backend, p, a, b);
            for (int i = 0; i < expected.length; i++) {
                TOLERANCES.product(p + " at " + i, expected[i], found[i], inner, magnitude[i]);
            }
        }
    }

    @Property(tries = 60)
    void aSumKeepsTheDigits(
            @ForAll @IntRange(min = 1, max = 30) int outer,
            @ForAll @IntRange(min = 1, max = 3000) int reduced,
            @ForAll @IntRange(min = 1, max = 40) int inner,
            @ForAll long seed) {
        double[] x = numbers(outer * reduced * inner, seed, 1);
        double[] expected = sum(REFERENCE, x, outer, reduced, inner);
        double[] magnitude = sum(REFERENCE, magnitudes(x), outer, reduced, inner);
        for (Backend backend : BACKENDS) {
            double[] found = sum(backend, x, outer, reduced, inner);
            for (int i = 0; i < expected.length; i++) {
                TOLERANCES.sum("sum at " + i, expected[i], found[i], reduced, magnitude[i]);
            }
        }
    }

    @Property(tries = 60)
    void anOrderSeesDifferencesThatFloatsDoNotHave(@ForAll @IntRange(min = 1, max = 60) int extent, @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = new double[extent];
        for (int i = 0; i < extent; i++) {
            x[i] = 1 + 0x1p-50 * random.nextInt(extent);
        }
        for (boolean largest : new boolean[] {false, true}) {
            for (int count : new int[] {1, Math.min(extent, 5), extent}) {
                Order order = new Order(1, extent, 1, count, largest);
                double[] expected = order(REFERENCE, order, x);
                for (Backend backend : BACKENDS) {
                    assertArrayEquals(expected, order(backend, order, x));
                }
            }
        }
    }

    private static double[] order(Backend backend, Order order, double[] x) {
        Buffer out = backend.allocate(order.count());
        backend.order(order, buffer(backend, x), out);
        return backend.read(out);
    }

    private static double[] product(Backend backend, MatrixProduct p, double[] a, double[] b) {
        Buffer out = backend.allocate(p.rows() * p.columns());
        backend.matmul(p, buffer(backend, a), buffer(backend, b), out);
        return backend.read(out);
    }

    private static double[] sum(Backend backend, double[] x, int outer, int reduced, int inner) {
        Buffer out = backend.allocate(outer * inner);
        backend.sum(buffer(backend, x), out, outer, reduced, inner);
        return backend.read(out);
    }

    private static double[] apply(Backend backend, Elementwise f, double[] x) {
        Buffer out = backend.allocate(x.length);
        backend.elementwise(f, BackendContract.line(x.length, 1), out, buffer(backend, x));
        return backend.read(out);
    }

    private static Buffer buffer(Backend backend, double[] values) {
        Buffer buffer = backend.allocate(values.length);
        backend.write(buffer, values);
        return buffer;
    }

    private static double[] numbers(int size, long seed, double scale) {
        Random random = new Random(seed);
        return random.doubles(size).map(u -> scale * (2 * u - 1)).toArray();
    }

    private static double[] magnitudes(double[] x) {
        return Arrays.stream(x).map(Math::abs).toArray();
    }
}
