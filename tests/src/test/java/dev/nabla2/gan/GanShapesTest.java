package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Dropout;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Sequential;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a GAN asks of its critic: one value a sample, and other random numbers each time. */
class GanShapesTest {
    private static Gan gan(Layer critic, Penalty penalty) {
        return new Gan(
                Backends.reference(),
                new TinyGan.Blob(),
                Sequential.mlp(Activation.RELU, 2, 4, 2),
                critic,
                2,
                16,
                Objective.wasserstein(),
                penalty);
    }

    @Test
    void aCriticThatGivesSeveralValuesASampleIsRefused() {
        Gan gan = gan(Sequential.mlp(Activation.RELU, 2, 4, 3), new NoPenalty());
        GanTrainer trainer = TinyGan.trainer(gan, 1, 1e-3);
        assertEquals(
                "gan: expected the critic to give [16, 1], found [16, 3]",
                assertThrows(ShapeException.class, () -> trainer.run((report, model) -> {}))
                        .getMessage());
        assertEquals(
                "gan: expected the critic to give [1, 1], found [1, 3]",
                assertThrows(ShapeException.class, () -> trainer.model().criticise(new double[2]))
                        .getMessage());
    }

    /** How differently a critic judges the same samples when it is asked twice. */
    private record Twice() implements Penalty {
        @Override
        public Optional<Term> term(Setting at) {
            Tensor first = at.critic().apply(at.real());
            Tensor second = at.critic().apply(at.real());
            return Optional.of(new Term(first.sub(second).square().mean(), first.mean()));
        }

        @Override
        public String conventions() {
            return "twice";
        }
    }

    @Test
    void eachOfAPenaltysApplicationsOfTheCriticDropsOtherUnits() {
        Layer critic = new Sequential(List.of(
                new Dense(2, 32, Initialiser.heNormal(1)),
                Activation.RELU,
                new Dropout(0.5),
                new Dense(32, 1, Initialiser.heNormal(1))));
        Gan gan = gan(critic, new Twice());
        Position position = new Position(
                gan,
                gan.initialise(RandomStream.of(1)),
                Map.of(Gan.CRITIC, Pace.of(new Sgd(1)), Gan.GENERATOR, Pace.of(new Sgd(1))));
        try (Programs programs = Programs.eager()) {
            Dynamics.Step at = new Dynamics.Step(RandomStream.of(2), 0, 1);
            double penalty = Directions.of(gan, List.of(Gan.CRITIC), new OwnGradients(), position, programs, at)
                    .found()
                    .get(Gan.CRITIC)
                    .measured()
                    .get(Gan.PENALTY);
            assertTrue(penalty > 0);
        }
    }
}
