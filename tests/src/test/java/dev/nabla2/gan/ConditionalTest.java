package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Epochs;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Conditioned;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Embedding;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks that are told the class of each sample. */
class ConditionalTest {
    private static final Backend CPU = Backends.cpu(1);
    private static final int CLASSES = 8;
    private static final int SIZE = 8;

    private static Layer conditioned(int inputs, int outputs) {
        Sequential mlp = Sequential.mlp(Activation.RELU, inputs + SIZE, 32, 32, outputs);
        return new Sequential(List.of(new Conditioned(new Embedding(CLASSES, SIZE)), mlp));
    }

    private static Gan gan(DataSet data) {
        return new Gan(
                CPU,
                data,
                conditioned(2, 2),
                conditioned(2, 1),
                2,
                64,
                Objective.wasserstein(),
                GradientPenalty.twoSided(1));
    }

    @Test
    void aGeneratorThatIsToldTheModeComesToHitThatMode() {
        RingOfGaussians ring = RingOfGaussians.ofEight();
        Adam adam = new Adam(2e-3, 0.5, 0.9);
        GanTrainer trainer = new GanTrainer(
                gan(ring),
                new GanTrainer.Settings(Dynamics.alternating(3), adam, adam, Schedule.linearDecay(), 500, 1));
        trainer.run((report, model) -> {});
        Sampler sampler = trainer.model().sampler();
        int right = 0;
        for (int mode = 0; mode < CLASSES; mode++) {
            int[] labels = new int[100];
            Arrays.fill(labels, mode);
            double[] points = sampler.sample(RandomStream.of(3), labels);
            for (int i = 0; i < labels.length; i++) {
                right += nearest(ring, points[2 * i], points[2 * i + 1]) == mode ? 1 : 0;
            }
        }
        assertTrue(right > 0.9 * 100 * CLASSES, right + " of " + 100 * CLASSES + " samples are nearest to their mode");
    }

    private static int nearest(RingOfGaussians ring, double x, double y) {
        double[] centres = ring.centres();
        int best = 0;
        for (int mode = 1; mode < ring.modes(); mode++) {
            if (Math.hypot(x - centres[2 * mode], y - centres[2 * mode + 1])
                    < Math.hypot(x - centres[2 * best], y - centres[2 * best + 1])) {
                best = mode;
            }
        }
        return best;
    }

    @Test
    void labelsAreThoseOfTheSamplesThatTheSameArgumentsGive() {
        RingOfGaussians ring = RingOfGaussians.ofEight();
        double[] points = ring.batch(RandomStream.of(5), 3, 200);
        int[] modes = ring.labels(RandomStream.of(5), 3, 200);
        for (int i = 0; i < modes.length; i++) {
            assertEquals(modes[i], nearest(ring, points[2 * i], points[2 * i + 1]));
        }
        // The value of each image is its label.
        byte[] values = {0, 1, 2, 3, 4, 5, 6};
        ImageDataSet images = ImageDataSet.of("numbers", Shape.of(1, 1, 1), values, values);
        assertEquals(7, images.classes());
        for (DataSet data : List.of(
                images, new Epochs(images, RandomStream.of(1)), images.flat().planes())) {
            double[] drawn = data.batch(RandomStream.of(2), 4, 20);
            double[] expected = Arrays.stream(data.labels(RandomStream.of(2), 4, 20))
                    .mapToDouble(label -> label / 127.5 - 1)
                    .toArray();
            assertArrayEquals(expected, drawn, data.toString());
        }
    }

    @Test
    void theRowOfALabelIsJoinedToFeaturesAndToEveryPlaceOfAnImage() {
        Layer conditioned = new Conditioned(new Embedding(2, 2));
        Parameters rows = Parameters.none().and("weight", Tensor.of(CPU, Shape.of(2, 2), 1, 2, 3, 4));
        Pass pass = Pass.using(Parameters.none()).labelled(Tensor.of(CPU, Shape.of(2), 1, 0));
        Tensor features = Tensor.of(CPU, Shape.of(2, 1), 7, 8);
        assertArrayEquals(
                new double[] {7, 3, 4, 8, 1, 2},
                conditioned.apply(rows, features, pass).toDoubles());
        Tensor images = Tensor.of(CPU, Shape.of(2, 1, 1, 2), 5, 6, 7, 8);
        assertArrayEquals(
                new double[] {5, 6, 3, 3, 4, 4, 7, 8, 1, 1, 2, 2},
                conditioned.apply(rows, images, pass).toDoubles());
    }

    @Test
    void networksThatAskForLabelsNeedLabelledData() {
        assertEquals(
                "gan: expected labelled data for networks that ask for labels, found blob",
                assertThrows(IllegalArgumentException.class, () -> gan(new TinyGan.Blob()))
                        .getMessage());
        Layer plain = new Conditioned(new Embedding(2, 2));
        Parameters rows = plain.initialise(CPU, RandomStream.of(1));
        Tensor x = new Dense(1, 1, Initialiser.heNormal(1))
                .initialise(CPU, RandomStream.of(1))
                .get("weight");
        assertEquals(
                "expected labels of the samples in the pass, found none",
                assertThrows(IllegalStateException.class, () -> plain.apply(rows, x))
                        .getMessage());
    }
}
