package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Game;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The two networks of a case, with losses of their values on real and generated samples.
 *
 * @param penalty what the critic's loss has added, if anything
 * @param wasserstein whether the generator raises the critic's mean value, rather than lower what the critic raises
 */
record GoldenGame(JsonNode golden, Function<Penalty.Setting, Optional<Tensor>> penalty, boolean wasserstein)
        implements Game {
    static final String CRITIC = "critic";
    static final String GENERATOR = "generator";

    private static final double TOLERANCE = 1e-9;
    private static final Backend BACKEND = Backends.reference();

    @Override
    public List<String> players() {
        return List.of(CRITIC, GENERATOR);
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        Tensor real = tensor("real");
        Network network = Network.of(golden, "criticLayers");
        UnaryOperator<Tensor> critic = x -> network.apply(all.below(CRITIC).tensors(), x);
        Tensor fake =
                Network.of(golden, "generatorLayers").apply(all.below(GENERATOR).tensors(), tensor("z"));
        if (wasserstein && player.equals(GENERATOR)) {
            return new Loss(critic.apply(fake).mean().negate(), Map.of());
        }
        Tensor payoff = critic.apply(real)
                .negate()
                .softplus(1)
                .mean()
                .add(critic.apply(fake).softplus(1).mean());
        Tensor plain = payoff;
        Tensor loss = penalty.apply(new Penalty.Setting(at, critic, real, fake))
                .map(plain::add)
                .orElse(plain);
        return new Loss(player.equals(CRITIC) ? loss : loss.negate(), Map.of());
    }

    /** A tensor of the case. */
    Tensor tensor(String name) {
        return Golden.tensor(BACKEND, golden.required(name));
    }

    /** How far each player goes in the first step, the generator by plain descent at rate 1: the direction itself. */
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

    static void check(Parameters found, JsonNode expected) {
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
