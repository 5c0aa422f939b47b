package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The field of a game whose critic is penalised at generated points, against differences of that field. */
class PenalisedFieldTest {
    private static final double STEP = 1e-4;
    private static final double WEIGHT = 3;
    /** Of its three layers, which are recorded only where it moves. */
    private static final int GENERATOR_PRODUCTS = 3;

    static Stream<Penalty> atGeneratedPoints() {
        return Stream.of(
                GradientPenalty.twoSided(WEIGHT),
                new GradientPenalty(WEIGHT, GradientPenalty.Sides.ONE, 0.01),
                new ZeroCentredPenalty(WEIGHT),
                SamplePenalty.r2(WEIGHT),
                new SamplePenalty(WEIGHT, SamplePenalty.Points.BOTH),
                new RothRegulariser(WEIGHT, true));
    }

    @ParameterizedTest
    @MethodSource("atGeneratedPoints")
    void consensusAddsTheSlopeOfHalfTheSquaredLengthOfTheField(Penalty penalty) {
        Gan gan = gan(penalty);
        Parameters here = gan.initialise(RandomStream.of(3));
        Parameters v = direction(gan, here, Dynamics.simultaneous());
        Parameters added =
                direction(gan, here, Dynamics.consensus(new Gamma.Fixed(1))).zip(v, Tensor::sub);
        for (String player : gan.players()) {
            Parameters along = along(here, player);
            double found = Squares.dot(added, along).item();
            double differences =
                    (halved(gan, moved(here, along, STEP)) - halved(gan, moved(here, along, -STEP))) / (2 * STEP);
            assertEquals(differences, found, 1e-5 * Math.max(1, Math.abs(differences)), player);
        }
    }

    @Test
    void theGeneratorsShareOfThatIsNotSmall() {
        // Without the path from the penalty's points to the generator, this is what would be missing above.
        Gan gan = gan(SamplePenalty.r2(WEIGHT));
        Parameters here = gan.initialise(RandomStream.of(3));
        Dynamics consensus = Dynamics.consensus(new Gamma.Fixed(1));
        Parameters cut = direction(gan(new Cut(SamplePenalty.r2(WEIGHT))), here, consensus);
        Parameters missing = direction(gan, here, consensus).zip(cut, Tensor::sub);
        assertEquals(0, Squares.sum(missing.below(Gan.CRITIC)).item());
        assertTrue(Squares.sum(missing.below(Gan.GENERATOR)).item()
                > 1e-4 * Squares.sum(cut.below(Gan.GENERATOR)).item());
    }

    @Test
    void theCriticsOwnGradientTakesAsManyProductsAsIfThePointsWereConstants() {
        for (Penalty penalty : atGeneratedPoints().toList()) {
            long cut = products(gan(new Cut(penalty)), false);
            assertTrue(cut > 0);
            assertEquals(cut, products(gan(penalty), false), "in turns, " + penalty);
            assertEquals(cut, products(gan(penalty), true), "at once, " + penalty);
        }
    }

    @Test
    void replayedStepsHaveTheBitsOfRecordedOnes() {
        Gan gan = gan(GradientPenalty.twoSided(WEIGHT));
        for (Dynamics dynamics : List.of(
                Dynamics.consensus(new Gamma.Fixed(0.1)),
                Dynamics.gradientRegularised(0.1),
                Dynamics.unrolled(2, true),
                Dynamics.symplectic(0.1, true))) {
            assertArrayEquals(
                    afterThreeSteps(gan, dynamics, true),
                    afterThreeSteps(gan, dynamics, false),
                    dynamics.conventions());
        }
    }

    private static double[] afterThreeSteps(Gan gan, Dynamics dynamics, boolean eager) {
        Optimiser adam = new Adam(1e-2, 0.5, 0.9);
        GanTrainer trainer = new GanTrainer(
                gan, new GanTrainer.Settings(dynamics, Pace.of(adam), Pace.of(adam), Schedule.constant(), 3, 1, eager));
        trainer.run((report, model) -> {});
        return Parameters.none()
                .and(Gan.CRITIC, trainer.model().parameters(Gan.CRITIC))
                .and(Gan.GENERATOR, trainer.model().parameters(Gan.GENERATOR))
                .flatten()
                .toDoubles();
    }

    /** A penalty for which generated points are constants. */
    private record Cut(Penalty penalty) implements Penalty {
        @Override
        public Optional<Term> term(Setting at) {
            return penalty.term(
                    new Setting(at.moment(), at.critic(), at.real(), at.fake().stopGradient()));
        }

        @Override
        public String conventions() {
            return "cut: " + penalty.conventions();
        }
    }

    private static Gan gan(Penalty penalty) {
        return TinyGan.of(Backends.reference(), penalty, Activation.TANH, 5, 4);
    }

    /** How many matrix products the critic's loss and gradient take. */
    private static long products(Gan gan, boolean generatorMoves) {
        Parameters all = gan.initialise(RandomStream.of(3));
        try (Tape tape = new Tape()) {
            Parameters critic = tape.watch(all.below(Gan.CRITIC));
            Parameters generator = all.below(Gan.GENERATOR);
            Parameters both = Parameters.none()
                    .and(Gan.CRITIC, critic)
                    .and(Gan.GENERATOR, generatorMoves ? tape.watch(generator) : tape.constant(generator));
            Moment at = Moment.start(tape, Draws.of(tape, gan.backend(), RandomStream.of(5)));
            Tensor loss = gan.loss(at, Gan.CRITIC, both).value();
            long forward = generatorMoves ? GENERATOR_PRODUCTS : 0;
            tape.gradient(loss, critic);
            return tape.cost().done().matrixProducts() - forward;
        }
    }

    private static double halved(Gan gan, Parameters here) {
        return Squares.sum(direction(gan, here, Dynamics.simultaneous())).item() / 2;
    }

    private static Parameters moved(Parameters here, Parameters along, double by) {
        return here.zip(along, (x, d) -> x.add(d.mul(by)));
    }

    /** A direction of one player's parameters. */
    private static Parameters along(Parameters here, String player) {
        Parameters along = Parameters.none();
        for (String name : here.names()) {
            Tensor own = here.get(name);
            double[] numbers = RandomStream.of(4).fold(name).normal(own.shape().size());
            Tensor moved = Tensor.of(own.backend(), own.shape(), numbers);
            along = along.and(name, name.startsWith(player) ? moved : moved.mul(0));
        }
        return along;
    }

    /** How far one step of plain descent at rate 1 goes: the direction itself. */
    private static Parameters direction(Gan gan, Parameters here, Dynamics dynamics) {
        Pace plain = Pace.of(new Sgd(1));
        // What moves is in memory of its own.
        Position position = new Position(gan, Position.copy(here), Map.of(Gan.CRITIC, plain, Gan.GENERATOR, plain));
        try (Programs programs = Programs.eager()) {
            Dynamics.Step at = new Dynamics.Step(RandomStream.of(5), 0.25, 1);
            dynamics.step(gan, position, programs, at, (player, loss, measured) -> {});
        }
        return here.zip(position.parameters(), Tensor::sub);
    }
}
