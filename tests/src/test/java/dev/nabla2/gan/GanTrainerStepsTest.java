package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the trainer hands to its steps, and what it reports of them. */
class GanTrainerStepsTest {
    private static final int CRITIC_STEPS = 2;
    private static final int STEPS = 3;

    /** Eager, because the layers and data that record what they see look at numbers. */
    private static GanTrainer trainer(Gan gan, Schedule schedule) {
        return new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(CRITIC_STEPS),
                        Pace.of(new Sgd(1e-2)),
                        Pace.of(new Sgd(1e-2)),
                        schedule,
                        STEPS,
                        7,
                        true));
    }

    private static Gan gan(Backend backend, double lambda) {
        return TinyGan.of(backend, GradientPenalty.twoSided(lambda), Activation.TANH, 4, 8);
    }

    @Test
    void noTwoUpdatesOfARunSeeTheSameDataOrTheSameNoise() {
        Recording data = new Recording(new ArrayList<>());
        RecordingLayer generator =
                new RecordingLayer(gan(Backends.reference(), 1).generator(), new ArrayList<>());
        Gan plain = gan(Backends.reference(), 1);
        Gan gan = new Gan(plain.backend(), data, generator, plain.critic(), 2, 8, plain.objective(), plain.penalty());
        trainer(gan, Schedule.constant()).run((report, model) -> {});
        assertEquals(STEPS * CRITIC_STEPS, data.streams().size());
        assertEquals(STEPS * CRITIC_STEPS, new HashSet<>(data.streams()).size());
        assertEquals(STEPS * (CRITIC_STEPS + 1), generator.inputs().size());
        assertEquals(STEPS * (CRITIC_STEPS + 1), new HashSet<>(generator.inputs()).size());
    }

    /** The plane's origin, and the streams by which it was drawn. */
    private record Recording(List<RandomStream> streams) implements DataSet {
        @Override
        public String name() {
            return "recording";
        }

        @Override
        public Shape sampleShape() {
            return Shape.of(2);
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            streams.add(random);
            return new double[2 * count];
        }
    }

    private record RecordingLayer(Layer layer, List<String> inputs) implements Layer {
        @Override
        public Tensor apply(Parameters parameters, Tensor x) {
            inputs.add(Arrays.toString(x.toDoubles()));
            return layer.apply(parameters, x);
        }

        @Override
        public Parameters initialise(Backend backend, RandomStream random) {
            return layer.initialise(backend, random);
        }
    }

    @Test
    void theScheduleIsAskedForEveryStepAndScalesItsRates() {
        List<double[]> critics = new ArrayList<>();
        List<double[]> generators = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        GanTrainer trainer = trainer(gan(Backends.reference(), 1), (step, steps) -> {
            asked.add(step + " of " + steps);
            return step == 2 ? 0 : 1;
        });
        trainer.run((report, model) -> {
            critics.add(model.parameters(Gan.CRITIC).flatten().toDoubles());
            generators.add(model.parameters(Gan.GENERATOR).flatten().toDoubles());
        });
        assertEquals(List.of("1 of 3", "2 of 3", "3 of 3"), asked);
        for (List<double[]> weights : List.of(critics, generators)) {
            assertArrayEquals(weights.get(0), weights.get(1));
            assertFalse(Arrays.equals(weights.get(1), weights.get(2)));
        }
    }

    @Test
    void theReportedCriticLossIsTheObjectiveWithoutThePenalty() {
        StepReport free = firstReport(0);
        StepReport held = firstReport(1e8);
        assertEquals(0, free.penalty());
        // So large that a float which held both would have lost the objective.
        assertTrue(held.penalty() > 1e6, "found " + held.penalty());
        assertTrue(Math.abs(free.criticLoss()) < 10, "found " + free.criticLoss());
        assertEquals(free.criticLoss(), held.criticLoss());
        assertEquals(free.meanSlope(), held.meanSlope());
    }

    private static StepReport firstReport(double lambda) {
        List<StepReport> reports = new ArrayList<>();
        GanTrainer.Settings settings = new GanTrainer.Settings(
                Dynamics.alternating(1), new Sgd(1e-12), new Sgd(1e-12), Schedule.constant(), 1, 7);
        new GanTrainer(gan(Backends.cpu(1), lambda), settings).run((report, model) -> reports.add(report));
        return reports.get(0);
    }
}
