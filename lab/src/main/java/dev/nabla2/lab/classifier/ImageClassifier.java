package dev.nabla2.lab.classifier;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import java.util.List;

/**
 * Two convolutions that halve the image, a layer of {@value #FEATURES} features and one of a logit for each class.
 *
 * @param image the shape of an image, {@code [channels, height, width]}
 * @param classes how many
 * @param parameters the weights, on the backend that computes
 * @param accuracy the share of images that were held out of its training and that it tells the right class of
 */
public record ImageClassifier(Shape image, int classes, Parameters parameters, double accuracy) {
    /** How many features an image has. */
    public static final int FEATURES = 64;

    private static final int WIDTH = 24;
    private static final int FILTER = 5;
    private static final int STRIDE = 2;
    private static final int CHUNK = 250;
    private static final Convolution HALVING = Convolution.PLAIN.stride(STRIDE).padding(FILTER / 2);
    private static final Initialiser HE = Initialiser.heNormal(Math.sqrt(2));

    private static final String BODY = "features";
    private static final String HEAD = "classes";

    /**
     * What it says of images.
     *
     * @param features {@value #FEATURES} of each, one image after another
     * @param probabilities one for each class, one image after another
     */
    public record Answer(double[] features, double[] probabilities) {}

    /** Layers from images to features. */
    private static Layer body(Shape image) {
        int height = half(half(image.extent(1)));
        int width = half(half(image.extent(2)));
        return new Sequential(List.of(
                Convolutional.square(image.extent(0), WIDTH, FILTER, HALVING, HE),
                Activation.RELU,
                Convolutional.square(WIDTH, 2 * WIDTH, FILTER, HALVING, HE),
                Activation.RELU,
                new Flatten(),
                new Dense(2 * WIDTH * height * width, FEATURES, HE),
                Activation.RELU));
    }

    private static int half(int side) {
        return (side + 1) / STRIDE;
    }

    /** The layer from features to logits. */
    private static Layer head(int classes) {
        return new Dense(FEATURES, classes, Initialiser.heNormal(1));
    }

    /** Weights to start training from. */
    static Parameters initial(Shape image, int classes, Backend backend, RandomStream random) {
        return Parameters.none()
                .and(BODY, body(image).initialise(backend, random.fold(BODY)))
                .and(HEAD, head(classes).initialise(backend, random.fold(HEAD)));
    }

    /** The logits of images {@code [batch, channels, height, width]}. */
    static Tensor logits(Shape image, int classes, Parameters parameters, Tensor x) {
        return head(classes).apply(parameters.below(HEAD), body(image).apply(parameters.below(BODY), x));
    }

    /**
     * What it says of images.
     *
     * @param pixels of the images one after another, channel by channel, row by row, in [-1, 1]
     * @throws IllegalArgumentException if they are not whole images
     */
    public Answer of(double[] pixels) {
        int size = image.size();
        if (pixels.length % size != 0) {
            throw new IllegalArgumentException(
                    "classifier: expected images " + image + ", found " + pixels.length + " numbers");
        }
        int count = pixels.length / size;
        Answer answer = new Answer(new double[count * FEATURES], new double[count * classes]);
        Backend backend = parameters.tensors().get(0).backend();
        for (int start = 0; start < count; start += CHUNK) {
            int here = Math.min(CHUNK, count - start);
            Shape shape = Shape.of(here, image.extent(0), image.extent(1), image.extent(2));
            Tensor x = Tensor.of(backend, shape, Arrays.copyOfRange(pixels, start * size, (start + here) * size));
            Tensor features = body(image).apply(parameters.below(BODY), x);
            Tensor logits = head(classes).apply(parameters.below(HEAD), features);
            System.arraycopy(features.toDoubles(), 0, answer.features, start * FEATURES, here * FEATURES);
            double[] probabilities = logits.logSoftmax(1).exp().toDoubles();
            System.arraycopy(probabilities, 0, answer.probabilities, start * classes, here * classes);
        }
        return answer;
    }

    /** The likeliest class of each image, given the probabilities of all classes. */
    int[] labels(Answer answer) {
        int[] labels = new int[answer.probabilities.length / classes];
        for (int i = 0; i < answer.probabilities.length; i++) {
            int at = i / classes;
            if (answer.probabilities[i] > answer.probabilities[at * classes + labels[at]]) {
                labels[at] = i % classes;
            }
        }
        return labels;
    }
}
