package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.Sgd;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several runs from one start, and the starts that a run refuses. */
class BranchingTest {
    private static final Backend REFERENCE = Backends.reference();
    private static final Map<String, Optimiser> OPTIMISERS =
            Map.of("sgd", new Sgd(1e-2), "rmsprop", new RmsProp(1e-3), "adam", new Adam(1e-3, 0.5, 0.9));
    private static final int STOP = 2;

    private final Gan gan = TinyGan.of(REFERENCE, SamplePenalty.r1(1), Activation.TANH, 4, 4);

    private static GanTrainer.Settings settings(Dynamics dynamics, Pace pace) {
        return new GanTrainer.Settings(dynamics, pace, pace, Schedule.constant(), 2 * STOP, 5, true);
    }

    private static GanTrainer.Settings settings(Dynamics dynamics) {
        return settings(dynamics, Pace.of(OPTIMISERS.get("adam")));
    }

    /** A checkpoint of the step {@link #STOP} that is kept while its run goes on. */
    private Checkpoint kept(GanTrainer.Settings settings) {
        GanTrainer trainer = new GanTrainer(gan, settings);
        Checkpoint[] kept = new Checkpoint[1];
        trainer.run((report, model) -> {
            if (report.step() == STOP) {
                kept[0] = trainer.checkpoint();
            }
        });
        return kept[0];
    }

    private static byte[] end(GanTrainer trainer) {
        trainer.run((report, model) -> {});
        return Safetensors.encode(trainer.checkpoint().tensors());
    }

    private String refusal(GanTrainer.Settings settings, Checkpoint checkpoint) {
        String message = assertThrows(IllegalArgumentException.class, () -> new GanTrainer(gan, settings, checkpoint))
                .getMessage();
        assertTrue(message.startsWith("checkpoint: expected ") && message.length() < 300, message);
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void twoTrainersContinueFromOneCheckpointThatWasKeptWhileItsRunWentOn() {
        GanTrainer.Settings settings =
                settings(Dynamics.optimistic(), Pace.of(OPTIMISERS.get("adam")).averaged(0.9));
        byte[] expected = end(new GanTrainer(gan, settings));
        Checkpoint kept = kept(settings);
        assertArrayEquals(expected, end(new GanTrainer(gan, settings, kept)));
        assertArrayEquals(expected, end(new GanTrainer(gan, settings, kept)));
        assertEquals(STOP, kept.step());
    }

    @Test
    void aPositionLeavesTheParametersItBeginsWithToTheirOwner() {
        Parameters start = gan.initialise(RandomStream.of(1));
        byte[] before = Safetensors.encode(start);
        Pace pace = Pace.of(OPTIMISERS.get("sgd"));
        for (int i = 0; i < 2; i++) {
            Position position = new Position(gan, start, Map.of(Gan.CRITIC, pace, Gan.GENERATOR, pace));
            try (Programs programs = Programs.eager()) {
                Dynamics.simultaneous()
                        .step(gan, position, programs, new Dynamics.Step(RandomStream.of(2), 0, 1), (p, l, m) -> {});
            }
        }
        assertArrayEquals(before, Safetensors.encode(start));
    }

    @ParameterizedTest
    @CsvSource({"adam,rmsprop", "adam,sgd", "rmsprop,adam", "sgd,adam", "rmsprop,sgd"})
    void aCheckpointOfAnotherOptimiserIsRefused(String of, String by) {
        Checkpoint checkpoint = kept(settings(Dynamics.alternating(1), Pace.of(OPTIMISERS.get(of))));
        GanTrainer.Settings other = settings(Dynamics.alternating(1), Pace.of(OPTIMISERS.get(by)));
        assertEquals(
                "checkpoint: expected updates of critic by " + by + ", found " + STOP + " by " + of,
                refusal(other, checkpoint));
    }

    @Test
    void whatDynamicsRememberIsNeitherDroppedNorMissed() {
        Checkpoint optimistic = kept(settings(Dynamics.optimistic()));
        Checkpoint alternating = kept(settings(Dynamics.alternating(1)));
        assertTrue(
                refusal(settings(Dynamics.alternating(1)), optimistic).contains("found past.before-critic.0.weight"));
        assertTrue(refusal(settings(Dynamics.optimistic()), alternating)
                .contains("expected past.before-critic.0.weight [2, 4], found none"));
        Checkpoint start = new GanTrainer(gan, settings(Dynamics.optimistic())).checkpoint();
        assertEquals(
                0,
                new GanTrainer(gan, settings(Dynamics.optimistic()), start)
                        .checkpoint()
                        .step());
    }

    @Test
    void averagesAreNeitherDroppedNorMissed() {
        Pace plain = Pace.of(OPTIMISERS.get("sgd"));
        GanTrainer.Settings without = settings(Dynamics.simultaneous(), plain);
        GanTrainer.Settings with = settings(Dynamics.simultaneous(), plain.averaged(0.9));
        assertTrue(refusal(without, kept(with)).contains("found average.critic.0.weight"));
        assertTrue(refusal(with, kept(without)).contains("expected average.critic.0.weight [2, 4], found none"));
    }

    @Test
    void anOptimisersNameFromAFileIsShownInOneLine() {
        Checkpoint sound = kept(settings(Dynamics.simultaneous()));
        Checkpoint odd = new Checkpoint(
                sound.step(),
                sound.updates(),
                Map.of(Gan.CRITIC, "ad\nam\u009b".repeat(1_000_000), Gan.GENERATOR, "adam"),
                sound.measured(),
                sound.tensors());
        assertTrue(refusal(settings(Dynamics.simultaneous()), odd).contains("by ad?am?ad?am?"));
    }
}
