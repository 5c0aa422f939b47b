package dev.nabla2.golden;

import static dev.nabla2.golden.GoldenGame.CRITIC;
import static dev.nabla2.golden.GoldenGame.GENERATOR;
import static dev.nabla2.golden.GoldenGame.check;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Tensor;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where dynamics take players, compiled, against PyTorch's gradients: one step of plain descent at rate 1 is the direction itself. */
class DynamicsGoldenTest {
    static Stream<Named<JsonNode>> games() {
        return Golden.cases("games").stream().map(c -> Named.of(Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("games")
    void consensusAndTheRegularisedGeneratorAddTheGradientsOfTheirTerms(JsonNode golden) {
        GoldenGame game = new GoldenGame(golden, setting -> Optional.empty(), false);
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
        GoldenGame game = new GoldenGame(golden, term(SamplePenalty.r1(gamma)), true);
        int steps = golden.required("steps").intValue();
        Optimiser critic = UnrolledGoldenTest.optimiser(golden);
        check(game.direction(Dynamics.unrolled(steps, true), critic).below(GENERATOR), golden.required("byGenerator"));
        check(
                game.direction(Dynamics.unrolled(steps, false), critic).below(GENERATOR),
                golden.required("byGeneratorAlone"));
    }

    static Stream<Named<JsonNode>> penalised() {
        return Golden.cases("dynamics").stream()
                .map(c -> Named.of(c.required("penalty").textValue() + " " + Network.name(c), c));
    }

    @ParameterizedTest
    @MethodSource("penalised")
    void penaltiesAtGeneratedPointsVaryWithTheGenerator(JsonNode golden) {
        GoldenGame game = penalised(golden);
        checkBoth(game, Dynamics.simultaneous(), "simultaneous");
        checkBoth(game, Dynamics.consensus(new Gamma.Fixed(header("gamma"))), "consensus");
        checkBoth(game, Dynamics.symplectic(header("adjustment"), false), "symplectic");
        checkBoth(game, Dynamics.gradientRegularised(header("eta")), "regularised");
        for (JsonNode unrolled : golden.required("unrolled")) {
            Dynamics dynamics = Dynamics.unrolled(unrolled.required("steps").intValue(), true);
            Parameters found = game.direction(dynamics, UnrolledGoldenTest.optimiser(unrolled));
            check(found.below(GENERATOR), unrolled.required("byGenerator"));
        }
    }

    private static double header(String name) {
        return Golden.header("dynamics").required(name).doubleValue();
    }

    private static void checkBoth(GoldenGame game, Dynamics dynamics, String name) {
        Parameters found = game.direction(dynamics, new Sgd(1));
        JsonNode expected = game.golden().required(name);
        check(found.below(CRITIC), expected.required("byCritic"));
        check(found.below(GENERATOR), expected.required("byGenerator"));
    }

    private static GoldenGame penalised(JsonNode golden) {
        if (golden.required("penalty").textValue().equals("r2")) {
            return new GoldenGame(golden, term(SamplePenalty.r2(1)), true);
        }
        Function<Penalty.Setting, Optional<Tensor>> wganGp = at -> {
            Tensor alpha = Golden.tensor(at.real().backend(), golden.required("alpha"));
            Tensor points = at.fake().add(at.real().sub(at.fake()).mul(alpha));
            return Optional.of(GradientPenalty.twoSided(1).of(GradientPenalty.slopes(at.tape(), at.critic(), points)));
        };
        return new GoldenGame(golden, wganGp, true);
    }

    private static Function<Penalty.Setting, Optional<Tensor>> term(Penalty penalty) {
        return setting -> penalty.term(setting).map(Penalty.Term::value);
    }
}
