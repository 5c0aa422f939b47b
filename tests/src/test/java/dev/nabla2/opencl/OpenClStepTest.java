package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.DivergenceException;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanTrainer;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Schedule;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Steps of training on a device, which the host does not wait for. */
@Tag("one-java")
class OpenClStepTest {
    private static final int CRITIC_STEPS = 2;

    /** A ring of which one batch is no numbers. */
    private record Broken(DataSet data, long batch) implements DataSet {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Shape sampleShape() {
            return data.sampleShape();
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return data.draw(random, count);
        }

        @Override
        public double[] batch(RandomStream random, long number, int count) {
            double[] samples = data.batch(random, number, count);
            samples[3] = number == batch ? Double.NaN : samples[3];
            return samples;
        }
    }

    private static Gan gan(Backend backend, DataSet data) {
        return new Gan(
                backend,
                data,
                Sequential.mlp(Activation.RELU, 2, 16, 16, 2),
                Sequential.mlp(Activation.LEAKY_RELU, 2, 16, 16, 1),
                2,
                32,
                Objective.wasserstein(),
                GradientPenalty.twoSided(10));
    }

    private static GanTrainer trainer(Gan gan, Dynamics dynamics, Optimiser optimiser, int steps) {
        return new GanTrainer(
                gan, new GanTrainer.Settings(dynamics, optimiser, optimiser, Schedule.linearDecay(), steps, 7));
    }

    private static Optimiser adam() {
        return new Adam(1e-3, 0.5, 0.9);
    }

    private static OpenClBackend open(Queue queue) {
        Device device = queue.device();
        return new OpenClBackend(queue, ProgramCache.ofUser(), device.memory(), ProductParameters.of(device));
    }

    /** What a training's queue counts at each step. */
    private static List<Long> waits(Dynamics dynamics) {
        OpenClDevice.backend();
        Queue queue = new Queue(Device.find(""));
        List<Long> waits = new ArrayList<>();
        try (OpenClBackend backend = open(queue)) {
            trainer(gan(backend, RingOfGaussians.ofEight()), dynamics, adam(), 6)
                    .run((report, model) -> waits.add(queue.waits()));
            long launches = queue.launches();
            trainer(gan(backend, RingOfGaussians.ofEight()), dynamics, adam(), 1)
                    .run((report, model) -> {});
            assertTrue(queue.launches() > launches);
        }
        return waits;
    }

    @Test
    void theHostWaitsForTheDeviceOnceInAStepForItsLosses() {
        for (Dynamics dynamics :
                List.of(Dynamics.alternating(CRITIC_STEPS), Dynamics.simultaneous(), Dynamics.optimistic())) {
            List<Long> waits = waits(dynamics);
            for (int step = 1; step < waits.size(); step++) {
                assertEquals(1, waits.get(step) - waits.get(step - 1), dynamics.conventions() + ", step " + step);
            }
        }
    }

    /** The parameters where a run stopped that met no numbers in its third step's second update of the critic. */
    private static List<double[]> stopped(Backend backend) {
        Gan gan = gan(backend, new Broken(RingOfGaussians.ofEight(), 2 * CRITIC_STEPS + 1));
        GanTrainer trainer = trainer(gan, Dynamics.alternating(CRITIC_STEPS), adam(), 9);
        List<Integer> steps = new ArrayList<>();
        DivergenceException stop =
                assertThrows(DivergenceException.class, () -> trainer.run((report, model) -> steps.add(report.step())));
        assertTrue(stop.getMessage().startsWith("critic: expected a finite loss, found NaN"), stop.getMessage());
        assertEquals(List.of(1, 2), steps);
        List<double[]> parameters = new ArrayList<>();
        for (String player : List.of(Gan.CRITIC, Gan.GENERATOR)) {
            assertTrue(trainer.model().parameters(player).isFinite());
            trainer.model().parameters(player).tensors().forEach(tensor -> parameters.add(tensor.toDoubles()));
        }
        return parameters;
    }

    @Test
    void aLossThatIsNoNumberMovesNobodyThoughItIsSeenLater() {
        List<double[]> cpu = stopped(Backends.cpu(1));
        List<double[]> device = stopped(OpenClDevice.backend());
        for (int i = 0; i < cpu.size(); i++) {
            assertArrayEquals(cpu.get(i), device.get(i), 1e-4, "tensor " + i);
        }
        assertArrayEquals(device.get(0), stopped(OpenClDevice.backend()).get(0), "a run later");
    }

    @Test
    void anUpdateThatOverflowsIsToldAndWhoTrainsBesideIsNotHeldUp() {
        Gan gan = gan(OpenClDevice.backend(), RingOfGaussians.ofEight());
        GanTrainer other = trainer(gan, Dynamics.alternating(1), adam(), 3);
        List<double[]> before = new ArrayList<>();
        other.run((report, model) -> {
            double[] now = model.parameters(Gan.CRITIC).tensors().get(0).toDoubles();
            before.forEach(earlier -> assertFalse(Arrays.equals(earlier, now)));
            before.add(now);
            GanTrainer wild = trainer(gan, Dynamics.alternating(1), new Adam(1e38, 0.5, 0.9), 3);
            DivergenceException stop = assertThrows(DivergenceException.class, () -> wild.run((r, m) -> {}));
            assertTrue(stop.getMessage().contains("NaN or infinity"), stop.getMessage());
        });
        assertEquals(3, before.size());
    }

    @Test
    void aReadingHoldsTheNumbersOfWhenItWasAskedFor() {
        Backend backend = OpenClDevice.backend();
        Tensor tensor = Tensor.of(backend, Shape.of(2), 1, 2);
        var first = tensor.reading();
        for (int i = 0; i < 50; i++) {
            backend.reading(backend.allocate(3));
        }
        Tensor doubled = tensor.mul(2);
        assertArrayEquals(new double[] {2, 4}, doubled.reading().get());
        assertArrayEquals(new double[] {1, 2}, first.get());
        assertArrayEquals(new double[] {1, 2}, first.get(), "again");
    }

    /** What the host holds once the garbage is collected. */
    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            runtime.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** As many steps as a test has time for; the property asks for others, such as 10,000. */
    @Test
    void memoryStaysFlatOnTheDeviceAndOnTheHostStepByStep() {
        int steps = Integer.getInteger("nabla2.opencl.steps", 600);
        int warm = 100;
        List<Long> device = new ArrayList<>();
        List<Long> host = new ArrayList<>();
        try (OpenClBackend backend = OpenClDevice.another()) {
            trainer(gan(backend, RingOfGaussians.ofEight()), Dynamics.alternating(1), adam(), steps)
                    .run((report, model) -> {
                        if (report.step() >= warm) {
                            device.add(backend.bytes());
                        }
                        if (report.step() == warm || report.step() == steps) {
                            host.add(heap());
                        }
                    });
        }
        assertEquals(List.of(device.get(0)), device.stream().distinct().toList(), "bytes on the device");
        long grown = host.get(1) - host.get(0);
        assertTrue(grown < 1 << 20, "the host holds " + grown + " bytes more than after " + warm + " steps");
    }
}
