package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Game;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where dynamics take players, compiled, against PyTorch's gradients: one step of plain descent at rate 1 is the direction itself. */
class DynamicsGoldenTest {
    private static final String CRITIC = "critic";
    private static final String GENERATOR = "generator";
    private static final double TOLERANCE = 1e-9;
    private static final Backend BACKEND = Backends.reference();

    /**
     * The two networks of a case, with losses of their values on real and generated samples.
     *
     * @param gamma the weight of R₁ in the critic's loss
     * @param wasserstein whether the generator raises the critic's mean value, rather than lower what the critic raises
     */
    private record GoldenGame(JsonNode golden, double gamma, boolean wasserstein) implements Game {
        @Override
        public List<String> players() {
            return List.of(CRITIC, GENERATOR);
        }

        @Override
        public Loss loss(Moment at, String player, Parameters all) {
            Tensor real = Golden.tensor(BACKEND, golden.required("real"));
            Tensor z = Golden.tensor(BACKEND, golden.required("z"));
            Network network = Network.of(golden, "criticLayers");
            UnaryOperator<Tensor> critic = x -> network.apply(all.below(CRITIC).tensors(), x);
            Tensor fake = Network.of(golden, "generatorLayers")
                    .apply(all.below(GENERATOR).tensors(), z);
            if (wasserstein && player.equals(GENERATOR)) {
                return new Loss(critic.apply(fake).mean().negate(), Map.of());
            }
            Tensor payoff = critic.apply(real)
                    .negate()
                    .softplus(1)
                    .mean()
                    .add(critic.apply(fake).softplus(1).mean());
            if (gamma > 0) {
                Penalty.Setting setting = new Penalty.Setting(at, critic, real, fake);
                payoff = payoff.add(
                        SamplePenalty.r1(gamma).term(setting).orElseThrow().value());
            }
            return new Loss(player.equals(CRITIC) ? payoff : payoff.negate(), Map.of());
        }

        /** How far each player goes in the first step. */
        Parameters direction(Dynamics dynamics, Optimiser critic) {
            Parameters start = Parameters.none()
                    .and(CRITIC, parameters(golden.required(CRITIC)))
                    .and(GENERATOR, parameters(golden.required(GENERATOR)));
            // What moves is in memory of its own.
            Position position = new Position(
                    this, start.map(t -> t.mul(1)), Map.of(CRITIC, Pace.of(critic), GENERATOR, Pace.of(new Sgd(1))));
            try (Programs programs = Programs.compiled()) {
                Dynamics.Step at = new Dynamics.Step(RandomStream.of(1), 0, 1);
                dynamics.step(this, position, programs, at, (player, loss, measured) -> {});
            }
            return start.zip(position.parameters(), Tensor::sub);
        }
    }

    static Stream<Named<JsonNode>> games() {
        return Golden.cases("games").stream().map(c -> Named.of(Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("games")
    void consensusAndTheRegularisedGeneratorAddTheGradientsOfTheirTerms(JsonNode golden) {
        GoldenGame game = new GoldenGame(golden, 0, false);
        Parameters plain = game.direction(Dynamics.simultaneous(), new Sgd(1));
        Parameters consensus = game.direction(Dynamics.consensus(new Gamma.Fixed(1)), new Sgd(1));
        Parameters added = consensus.zip(plain, Tensor::sub);
        check(added.below(CRITIC), golden.required("consensus").required("byCritic"));
        check(added.below(GENERATOR), golden.required("consensus").required("byGenerator"));
        Parameters regularised =
                game.direction(Dynamics.gradientRegularised(1), new Sgd(1)).zip(plain, Tensor::sub);
        check(regularised.below(GENERATOR), golden.required("gradientNorm").required("byGenerator"));
        regularised
                .below(CRITIC)
                .tensors()
                .forEach(t -> assertEquals(0, t.abs().sum().item()));
    }

    static Stream<Named<JsonNode>> unrolled() {
        return Golden.cases("unrolled").stream()
                .map(c -> Named.of(c.required("optimiser").textValue() + " " + Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("unrolled")
    void theUnrolledGeneratorGoesAlongTheGradientThroughTheCriticsSteps(JsonNode golden) {
        double gamma = Golden.header("unrolled").required("gamma").doubleValue();
        GoldenGame game = new GoldenGame(golden, gamma, true);
        int steps = golden.required("steps").intValue();
        Optimiser critic = UnrolledGoldenTest.optimiser(golden);
        check(game.direction(Dynamics.unrolled(steps, true), critic).below(GENERATOR), golden.required("byGenerator"));
        check(
                game.direction(Dynamics.unrolled(steps, false), critic).below(GENERATOR),
                golden.required("byGeneratorAlone"));
    }

    private static void check(Parameters found, JsonNode expected) {
        assertEquals(expected.size(), found.tensors().size());
        for (int i = 0; i < expected.size(); i++) {
            double error = GoldenTolerance.error(found.tensors().get(i).toDoubles(), Golden.numbers(expected.get(i)));
            assertEquals(0, error, TOLERANCE, found.names().get(i));
        }
    }

    private static Parameters parameters(JsonNode golden) {
        Parameters all = Parameters.none();
        for (int i = 0; i < golden.size(); i++) {
            all = all.and("p" + i, Golden.tensor(BACKEND, golden.get(i)));
        }
        return all;
    }
}
