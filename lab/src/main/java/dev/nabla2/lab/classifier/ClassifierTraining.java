package dev.nabla2.lab.classifier;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.data.Shuffle;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains classifiers: cross-entropy of the labels under a softmax, Adam with a rate that falls linearly to zero, shuffled epochs. The same
 * images and settings give the same weights.
 *
 * @param epochs how often all images are gone through that are not held out
 * @param batch images a step, or all where there are fewer
 * @param rate the learning rate at the start
 * @param seed where weights, orders and the choice of what is held out come from
 */
public record ClassifierTraining(int epochs, int batch, double rate, long seed) {
    /** How many images it takes: one to learn, one to hold out. */
    static final int FEWEST = 2;

    private static final int HELD_OUT_SHARE = 6;
    private static final int HELD_OUT_MOST = 10_000;
    private static final RandomStream NOTHING = RandomStream.of(0);

    /** Settings that classify more than 98 % of MNIST's digits. */
    public static ClassifierTraining usual() {
        return new ClassifierTraining(3, 100, 2e-3, 1);
    }

    /**
     * Trains.
     *
     * @param images with labels, at least two; a sixth of them, 10,000 at most, is held out
     * @param backend what computes
     */
    public ImageClassifier train(ImageDataSet images, Backend backend) {
        Course course = new Course(images, backend, RandomStream.of(seed).fold("classifier"));
        int together = Math.min(batch, course.used());
        int perEpoch = course.used() / together;
        int steps = epochs * perEpoch;
        OptimiserState state = new Adam(rate, 0.9, 0.999).start(course.start());
        try (Program program = new Program(backend, course::gradients)) {
            for (int step = 0; step < steps; step++) {
                List<Tensor> inputs = new ArrayList<>(course.batch(step / perEpoch, step % perEpoch, together));
                inputs.addAll(state.parameters().tensors());
                List<Tensor> gradients = program.run(inputs, NOTHING);
                state = state.stepInPlace(state.parameters().with(gradients), 1 - (double) step / steps);
            }
        }
        return course.examined(state.parameters());
    }

    /** What is learnt, and in which order. */
    private static final class Course {
        private final ImageDataSet images;
        private final Backend backend;
        private final RandomStream random;
        private final Shuffle split;
        private final int heldOut;
        private final Shape image;
        private final int classes;
        private final Parameters start;

        Course(ImageDataSet images, Backend backend, RandomStream random) {
            this.images = images;
            this.backend = backend;
            this.random = random;
            this.split = new Shuffle(random.fold("split"), images.size());
            this.heldOut = Math.min(HELD_OUT_MOST, Math.max(1, images.size() / HELD_OUT_SHARE));
            this.image = Shape.of(images.channels(), images.height(), images.width());
            this.classes = images.classes();
            this.start = ImageClassifier.initial(image, classes, backend, random.fold("weights"));
        }

        int used() {
            return images.size() - heldOut;
        }

        Parameters start() {
            return start;
        }

        /** Images {@code [batch, channels, height, width]} and their labels {@code [batch]}. */
        List<Tensor> batch(int epoch, int number, int batch) {
            Shuffle order = new Shuffle(random.fold("epoch").fold(epoch), used());
            double[] pixels = new double[batch * image.size()];
            double[] labels = new double[batch];
            for (int i = 0; i < batch; i++) {
                int index = split.at(heldOut + order.at(number * batch + i));
                images.copy(index, pixels, i * image.size());
                labels[i] = images.label(index);
            }
            return List.of(Tensor.of(backend, batched(batch), pixels), Tensor.of(backend, Shape.of(batch), labels));
        }

        private Shape batched(int batch) {
            return Shape.of(batch, image.extent(0), image.extent(1), image.extent(2));
        }

        /** The cross-entropy's gradients by the weights. */
        List<Tensor> gradients(Tape tape, List<Tensor> inputs, Draws nothing) {
            Parameters theta = tape.watch(start.with(inputs.subList(2, inputs.size())));
            Tensor labels = inputs.get(1).oneHot(classes);
            Tensor likelihood = ImageClassifier.logits(image, classes, theta, inputs.get(0))
                    .logSoftmax(1)
                    .mul(labels)
                    .sum();
            int batch = inputs.get(0).shape().extent(0);
            return tape.gradient(likelihood.mul(-1.0 / batch), theta).tensors();
        }

        ImageClassifier examined(Parameters trained) {
            ImageClassifier unknown = new ImageClassifier(image, classes, trained, Double.NaN);
            double[] pixels = new double[heldOut * image.size()];
            for (int i = 0; i < heldOut; i++) {
                images.copy(split.at(i), pixels, i * image.size());
            }
            int[] answers = unknown.labels(unknown.of(pixels));
            int right = 0;
            for (int i = 0; i < heldOut; i++) {
                right += answers[i] == images.label(split.at(i)) ? 1 : 0;
            }
            return new ImageClassifier(image, classes, trained, (double) right / heldOut);
        }
    }
}
