package dev.nabla2.lab.classifier;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.data.Images;
import dev.nabla2.gan.data.StackedImages;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.lab.metrics.ModeHistogram;
import dev.nabla2.lab.metrics.Points;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a classifier about samples. Where a sample is a stack of images that are classified each, its class is made of theirs, as the digits
 * of a number, and features and probabilities are those of all images.
 *
 * @param classifier what answers
 * @param stacked how many images a sample is made of
 */
public record ImageJudge(ImageClassifier classifier, int stacked) implements Judge {
    /**
     * The labelled images that a data set consists of; empty for other data, and for images that are too few, or of fewer than two labels.
     *
     * @param data any data
     */
    public static Optional<ImageDataSet> labelled(DataSet data) {
        if (data instanceof Images.Reshaped reshaped) {
            return labelled(reshaped.images());
        }
        if (data instanceof StackedImages images) {
            return labelled(images.grey());
        }
        return data instanceof ImageDataSet images && images.classes() > 1 && images.size() >= ClassifierTraining.FEWEST
                ? Optional.of(images)
                : Optional.empty();
    }

    /** A judge of samples of a data set, given the classifier of its {@link #labelled} images. */
    public static ImageJudge of(ImageClassifier classifier, DataSet data) {
        return new ImageJudge(
                classifier, data.sampleShape().size() / classifier.image().size());
    }

    @Override
    public Verdict of(double[] samples) {
        ImageClassifier.Answer answer = classifier.of(samples);
        return new Verdict(
                new Points(answer.features(), ImageClassifier.FEATURES),
                new Points(answer.probabilities(), classifier.classes()),
                new ModeHistogram(hits(classifier.labels(answer))));
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT,
                "a convolutional classifier of %d classes, trained here, right about %.1f %% of images held out; features of its"
                        + " last hidden layer, %d",
                classifier.classes(),
                100 * classifier.accuracy(),
                ImageClassifier.FEATURES);
    }

    private int[] hits(int[] labels) {
        int modes = 1;
        for (int i = 0; i < stacked; i++) {
            modes *= classifier.classes();
        }
        int[] hits = new int[modes];
        for (int start = 0; start < labels.length; start += stacked) {
            int mode = 0;
            for (int i = 0; i < stacked; i++) {
                mode = mode * classifier.classes() + labels[start + i];
            }
            hits[mode]++;
        }
        return hits;
    }
}
