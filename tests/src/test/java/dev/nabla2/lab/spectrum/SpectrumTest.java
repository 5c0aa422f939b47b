package dev.nabla2.lab.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Flow;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.lab.game.Bilinear;
import dev.nabla2.lab.game.LinearQuadratic;
import dev.nabla2.lab.game.SmallMixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Eigenvalues, products and steps agree with each other and with what can be written down. */
class SpectrumTest {
    private static final double[] START = {0.2, -0.1, 1.8, 0.3};

    @Property(tries = 100)
    void aTwoByTwoMatrixHasTheEigenvaluesOfItsTraceAndDeterminant(
            @ForAll @DoubleRange(min = -3, max = 3) double a,
            @ForAll @DoubleRange(min = -3, max = 3) double b,
            @ForAll @DoubleRange(min = -3, max = 3) double c,
            @ForAll @DoubleRange(min = -3, max = 3) double d) {
        List<Eigenvalue> both = Eigenvalues.of(new double[] {a, b, c, d}, 2);
        assertEquals(a + d, both.get(0).re() + both.get(1).re(), 1e-14);
        assertEquals(0, both.get(0).im() + both.get(1).im());
        double product = both.get(0).re() * both.get(1).re()
                - both.get(0).im() * both.get(1).im();
        assertEquals(a * d - b * c, product, 1e-13);
    }

    @ParameterizedTest
    @EnumSource(Arnoldi.Which.class)
    void arnoldiFindsTheOutermostEigenvaluesOfARandomMatrix(Arnoldi.Which which) {
        int n = 120;
        double[] matrix = RandomStream.of(2).normal(n * n);
        Arnoldi arnoldi = new Arnoldi(n, v -> times(matrix, v), 1e-10, 1_000);
        Arnoldi.Found found = arnoldi.of(which, 6);
        assertTrue(found.isComplete());
        List<Eigenvalue> all = Eigenvalues.of(matrix, n).stream()
                .sorted(which == Arnoldi.Which.LARGEST ? Eigenvalue.LARGEST : Eigenvalue.RIGHTMOST)
                .toList();
        for (int i = 0; i < 6; i++) {
            assertEquals(all.get(i).re(), found.eigenvalues().get(i).re(), 1e-8);
            assertEquals(all.get(i).im(), found.eigenvalues().get(i).im(), 1e-8);
        }
    }

    private static double[] times(double[] matrix, double[] v) {
        int n = v.length;
        return IntStream.range(0, n)
                .mapToDouble(i -> IntStream.range(0, n)
                        .mapToDouble(j -> matrix[i * n + j] * v[j])
                        .sum())
                .toArray();
    }

    @Test
    void zeroRowsAndColumnsAreZeroEigenvaluesAndLeaveTheOthersAsTheyAre() {
        int n = 30;
        double[] matrix = RandomStream.of(5).normal(n * n);
        double[] small = new double[(n - 2) * (n - 2)];
        for (int i = 0; i < n - 2; i++) {
            System.arraycopy(matrix, i * n, small, i * (n - 2), n - 2);
        }
        // Row n − 1 is 0 throughout, and column n − 2 but for that row, which goes first.
        for (int i = 0; i < n; i++) {
            matrix[(n - 1) * n + i] = 0;
            matrix[i * n + n - 2] = 0;
        }
        List<Eigenvalue> all = Eigenvalues.of(matrix, n);
        List<Eigenvalue> expected = new ArrayList<>(Eigenvalues.of(small, n - 2));
        assertEquals(2, all.stream().filter(new Eigenvalue(0, 0)::equals).count());
        List<Eigenvalue> rest = all.stream().filter(one -> one.modulus() > 0).toList();
        for (int i = 0; i < rest.size(); i++) {
            assertEquals(expected.get(i).re(), rest.get(i).re(), 1e-12);
            assertEquals(expected.get(i).im(), rest.get(i).im(), 1e-12);
        }
    }

    @Test
    void aMatrixThatIsNotFiniteIsRefused() {
        assertThrows(IllegalStateException.class, () -> Eigenvalues.of(new double[] {1, 0, 0, Double.NaN}, 2));
    }

    @Test
    void theRowsOfTheJacobianAreItsProducts() {
        Gan gan = SmallMixture.of(Backends.cpu(1, Precision.DOUBLE), Objective.nonSaturating(), new NoPenalty());
        assertEquals(2_003, gan.initialise(RandomStream.of(1)).count());
        Flow flow = new Flow(new LinearQuadratic(8), Dynamics.consensus(new Gamma.Fixed(0.3)), 0.1);
        Linearisation.Place place = new Linearisation.Place(
                new LinearQuadratic(8).at(Backends.reference(), List.of(START)), RandomStream.of(3));
        try (Linearisation linear = new Linearisation(flow, place)) {
            double[] whole = linear.whole();
            double[] v = RandomStream.of(4).normal(4);
            assertArrayEquals(times(whole, v), linear.times(v), 1e-13);
            double[] transposed = new double[16];
            Arrays.setAll(transposed, i -> whole[i % 4 * 4 + i / 4]);
            assertArrayEquals(times(transposed, v), linear.transposedTimes(v), 1e-13);
        }
    }

    static Map<String, Dynamics> dynamics() {
        Map<String, Dynamics> all = new LinkedHashMap<>();
        all.put("simultaneous", Dynamics.simultaneous());
        all.put("alternating", Dynamics.alternating(2));
        all.put("consensus", Dynamics.consensus(new Gamma.Fixed(0.3)));
        all.put("gradient-regularised", Dynamics.gradientRegularised(0.5));
        all.put("unrolled", Dynamics.unrolled(3, true));
        all.put("extragradient", Dynamics.extragradient());
        return all;
    }

    static List<String> names() {
        return List.copyOf(dynamics().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCopyOfASwarmGoesWhereTheGameDoesWhenItIsPlayed(String name) {
        LinearQuadratic game = new LinearQuadratic(0);
        Dynamics dynamics = dynamics().get(name);
        double[] other = {0.5, 0.5, 0.5, -0.5};
        RandomStream random = RandomStream.of(1);
        Backend backend = Backends.reference();
        try (Swarm swarm = new Swarm(new Flow(game, dynamics, 0.02), false, backend, List.of(START, other), random);
                Descent first = new Descent(game, dynamics, 0.02, backend, START, random);
                Descent second = new Descent(game, dynamics, 0.02, backend, other, random)) {
            swarm.step(60);
            first.step(60);
            second.step(60);
            assertArrayEquals(first.point(), swarm.points().get(0), 1e-12);
            assertArrayEquals(second.point(), swarm.points().get(1), 1e-12);
        }
    }

    @Test
    void theRegularisedGeneratorOfTheLinearQuadraticGanIsAtRestBeforeStep20000AndThePlainOneIsNot() {
        for (double eta : new double[] {0, 1}) {
            Flow flow = new Flow(new LinearQuadratic(0), Dynamics.gradientRegularised(eta), 1e-3);
            List<double[]> start = List.of(new double[] {0, 0, 1.8, 0.3});
            try (Swarm swarm = new Swarm(flow, false, Backends.reference(), start, RandomStream.of(1))) {
                swarm.step(20_000);
                double away = Math.abs(swarm.points().get(0)[2] - 1);
                assertTrue(eta == 0 ? away > 1e-2 : away < 1e-3, eta + ": " + away);
            }
        }
    }

    @Test
    void ofAGameThatTurnsNoStepIsShortEnoughAndOfOneThatDampsTheFormulasHolds() {
        assertEquals(0, Stability.largestStep(List.of(new Eigenvalue(0, 1), new Eigenvalue(0, -1))));
        assertEquals(0.8, Stability.largestStep(List.of(new Eigenvalue(-0.5, 1), new Eigenvalue(-0.5, -1))), 1e-15);
        assertEquals(2, Stability.largestStep(List.of(new Eigenvalue(-1, 0), new Eigenvalue(0, 0))));
        assertEquals(2.5, Stability.largestStep(h -> h / 2.5), 1e-6);
        assertEquals(0, Stability.largestStep(h -> 1 + h));
        assertEquals(Double.POSITIVE_INFINITY, Stability.largestStep(h -> 0.5));
    }

    @Test
    void aPortraitShowsTheBilinearGameTurningAndConsensusComingToRest() {
        Bilinear game = new Bilinear();
        Portrait turning =
                new Portrait(game, new Flow(game, Dynamics.simultaneous(), 0.05), false, 1, RandomStream.of(1));
        assertEquals(0, count(turning.basin(300).came()), 1);
        Flow damped = new Flow(game, Dynamics.consensus(new Gamma.Fixed(0.5)), 0.05);
        boolean[] came = new Portrait(game, damped, false, 1, RandomStream.of(1))
                .basin(300)
                .came();
        assertEquals(came.length, count(came));
    }

    private static int count(boolean[] all) {
        int count = 0;
        for (boolean one : all) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
