package dev.nabla2.lab.classifier;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.lab.metrics.Judge;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.SafetensorsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps classifiers in a folder, a safetensors file for each set of images, named after the set and its fingerprint: other images have
 * another file.
 *
 * @param folder where the files lie; made where there is none
 * @param training how a classifier is trained that is not there yet
 * @param say is told, in a line each, what takes time and what is wrong with a file
 */
public record ClassifierCache(Path folder, ClassifierTraining training, Consumer<String> say) {
    private static final String FORMAT = "nabla2.classifier";
    private static final String ACCURACY = "accuracy";

    /**
     * The classifier of images: read where it was trained before, trained and kept otherwise. A file that cannot be used is replaced;
     * where none can be written the classifier is not kept.
     *
     * @param images with labels
     * @param backend what computes
     */
    public ImageClassifier of(ImageDataSet images, Backend backend) {
        Path file = folder.resolve(images.name() + "-" + images.fingerprint().orElseThrow() + ".safetensors");
        return read(file, images, backend).orElseGet(() -> {
            say.accept("training a classifier of " + images.name() + " to measure samples by, once; it is kept in "
                    + file);
            ImageClassifier trained = training.train(images, backend);
            keep(file, trained);
            return trained;
        });
    }

    /** A judge of samples of a data set; empty for data that are no labelled images. */
    public Optional<Judge> judge(DataSet data, Backend backend) {
        return ImageJudge.labelled(data).map(images -> ImageJudge.of(of(images, backend), data));
    }

    private String version() {
        return "1 " + training;
    }

    private Optional<ImageClassifier> read(Path file, ImageDataSet images, Backend backend) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(checked(file, Safetensors.read(file, backend), images, backend));
        } catch (SafetensorsException | UncheckedIOException unusable) {
            say.accept(unusable.getMessage() + "; the classifier is trained anew");
            return Optional.empty();
        }
    }

    private ImageClassifier checked(Path file, Safetensors.Contents contents, ImageDataSet images, Backend backend) {
        String found = contents.metadata().getOrDefault(FORMAT, "none");
        if (!found.equals(version())) {
            throw new SafetensorsException(file + ": expected " + FORMAT + " " + version() + ", found " + found);
        }
        Shape image = Shape.of(images.channels(), images.height(), images.width());
        int classes = images.classes();
        Parameters like = ImageClassifier.initial(image, classes, backend, RandomStream.of(0));
        Parameters read = contents.parameters();
        if (!read.toString().equals(like.toString()) || !read.isFinite()) {
            throw new SafetensorsException(file + ": expected finite weights of a classifier of images " + image
                    + " in " + classes + " classes, found others");
        }
        return new ImageClassifier(image, classes, read, accuracy(file, contents.metadata()));
    }

    private static double accuracy(Path file, Map<String, String> metadata) {
        String text = metadata.getOrDefault(ACCURACY, "none");
        try {
            double accuracy = Double.parseDouble(text);
            if (accuracy >= 0 && accuracy <= 1) {
                return accuracy;
            }
        } catch (NumberFormatException none) {
            // Told below, as a number out of range is.
        }
        throw new SafetensorsException(file + ": expected an accuracy from 0 to 1, found '" + text + "'");
    }

    /** Under a name of its own first, as another run may be writing the same. */
    private void keep(Path file, ImageClassifier trained) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, version());
        metadata.put(ACCURACY, String.valueOf(trained.accuracy()));
        try {
            Files.createDirectories(folder);
            Path own = Files.createTempFile(folder, "." + file.getFileName(), ".unfinished");
            try {
                Safetensors.write(own, new Safetensors.Contents(trained.parameters(), metadata));
                Files.move(own, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(own);
            }
        } catch (IOException | UncheckedIOException refused) {
            say.accept("the classifier is not kept: " + refused.getMessage());
        }
    }
}
