package dev.nabla2.lab.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.gan.data.StackedImages;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.Judge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static final int SIDE = 8;
    private static final int CLASSES = 4;
    private static final RandomStream RANDOM = RandomStream.of(2);
    private static final ClassifierTraining QUICK = new ClassifierTraining(3, 20, 5e-3, 1);
    private static final Backend BACKEND = Backends.cpu(1);

    @TempDir
    private Path folder;

    /** Bright bars in noise: the label says which fourth of the rows is bright. */
    private static ImageDataSet bars(int count, long seed) {
        RandomStream random = RANDOM.fold(seed);
        int[] which = random.integers(count, CLASSES);
        double[] noise = random.fold("noise").uniform(count * SIDE * SIDE);
        byte[] values = new byte[noise.length];
        byte[] labels = new byte[count];
        for (int i = 0; i < values.length; i++) {
            int image = i / (SIDE * SIDE);
            int row = i / SIDE % SIDE;
            labels[image] = (byte) which[image];
            values[i] = (byte) (100 * noise[i] + (row * CLASSES / SIDE == which[image] ? 150 : 0));
        }
        return ImageDataSet.of("bars", Shape.of(1, SIDE, SIDE), values, labels);
    }

    private ClassifierCache cache(List<String> said) {
        return new ClassifierCache(folder.resolve("kept"), QUICK, said::add);
    }

    @Test
    void whatDiffersClearlyIsToldApartAndTheSameEachTime() {
        ImageClassifier classifier = QUICK.train(bars(600, 1), BACKEND);
        assertTrue(classifier.accuracy() > 0.98, "of those held out: " + classifier.accuracy());
        assertEquals(CLASSES, classifier.classes());
        ImageDataSet others = bars(300, 2);
        int[] answers = classifier.labels(classifier.of(pixels(others)));
        long right = IntStream.range(0, 300)
                .filter(i -> answers[i] == others.label(i))
                .count();
        assertTrue(right > 294, "of others: " + right);
        ImageClassifier again = QUICK.train(bars(600, 1), Backends.cpu(2));
        assertArrayEquals(
                classifier.parameters().flatten().toFloats(),
                again.parameters().flatten().toFloats());
    }

    @Test
    void evenAFewImagesHaveAClassifier() {
        ImageClassifier classifier = QUICK.train(bars(3, 1), BACKEND);
        assertTrue(classifier.accuracy() >= 0 && classifier.accuracy() <= 1);
        assertTrue(classifier.parameters().isFinite());
    }

    private static double[] pixels(ImageDataSet images) {
        double[] pixels = new double[images.size() * SIDE * SIDE];
        for (int i = 0; i < images.size(); i++) {
            images.copy(i, pixels, i * SIDE * SIDE);
        }
        return pixels;
    }

    @Test
    void aClassifierIsTrainedOnceAndReadFromThenOn() throws IOException {
        List<String> said = new ArrayList<>();
        ImageClassifier trained = cache(said).of(bars(200, 1), BACKEND);
        assertEquals(1, said.size(), said::toString);
        ImageClassifier read = cache(said).of(bars(200, 1), BACKEND);
        assertEquals(1, said.size(), "nothing more is said");
        assertEquals(trained.accuracy(), read.accuracy());
        double[] some = pixels(bars(10, 3));
        assertArrayEquals(trained.of(some).features(), read.of(some).features());
        cache(said).of(bars(200, 5), BACKEND);
        assertEquals(2, said.size(), "other images have another classifier");
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertEquals(2, names.size(), names::toString);
            assertTrue(
                    names.stream().allMatch(name -> name.matches("bars-[0-9a-f]{12}\\.safetensors")), names::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "of other weights", "trained otherwise"})
    void aFileThatCannotBeUsedIsReplacedAndNamed(String how) throws IOException {
        List<String> said = new ArrayList<>();
        ImageDataSet images = bars(200, 1);
        ImageClassifier trained = cache(said).of(images, BACKEND);
        Path file =
                folder.resolve("kept").resolve("bars-" + images.fingerprint().orElseThrow() + ".safetensors");
        byte[] sound = Files.readAllBytes(file);
        switch (how) {
            case "cut" -> Files.write(file, Arrays.copyOf(sound, sound.length / 2));
            case "of other weights" -> {
                String header = new String(sound, StandardCharsets.ISO_8859_1);
                Files.write(
                        file,
                        header.replace("features.0.weight", "features.9.weight").getBytes(StandardCharsets.ISO_8859_1));
            }
            default ->
                new ClassifierCache(folder.resolve("kept"), new ClassifierTraining(1, 20, 5e-3, 1), said::add)
                        .of(images, BACKEND);
        }
        said.clear();
        ImageClassifier again = cache(said).of(images, BACKEND);
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.get(0).startsWith(file + ": "), said::toString);
        assertArrayEquals(
                trained.parameters().flatten().toFloats(),
                again.parameters().flatten().toFloats());
        assertArrayEquals(sound, Files.readAllBytes(file), "the file is as it was");
    }

    @Test
    void stacksAreJudgedByTheDigitsOfTheirImages() {
        ImageDataSet grey = bars(600, 1);
        StackedImages stacked = new StackedImages("stacked", grey);
        ImageDataSet labelled = ImageJudge.labelled(stacked.flat()).orElseThrow();
        Judge judge = ImageJudge.of(QUICK.train(labelled, BACKEND), stacked);
        int count = 500;
        Judge.Verdict verdict = judge.of(stacked.draw(RANDOM, count));
        assertEquals(CLASSES * CLASSES * CLASSES, verdict.modes().modes());
        assertEquals(count, verdict.modes().total());
        assertEquals(
                Arrays.stream(stacked.modes(RANDOM, count)).distinct().count(),
                verdict.modes().found(),
                "all that were drawn");
        assertEquals(3 * count, verdict.features().count());
    }

    @Test
    void onlyImagesOfSeveralLabelsHaveAClassifier() {
        byte[] values = new byte[2 * SIDE * SIDE];
        ImageDataSet alike = ImageDataSet.of("alike", Shape.of(1, SIDE, SIDE), values, new byte[2]);
        assertEquals(Optional.empty(), ImageJudge.labelled(alike));
        assertEquals(Optional.empty(), ImageJudge.labelled(RingOfGaussians.ofEight()));
        assertEquals(200, ImageJudge.labelled(bars(200, 1).flat()).orElseThrow().size());
    }

    @Test
    void scoresTellRealImagesFromOnesOfASingleClassAndFromNoise() {
        Judge judge = ImageJudge.of(QUICK.train(bars(600, 1), BACKEND), bars(10, 1));
        Judge.Verdict reference = judge.of(pixels(bars(400, 2)));
        FeatureScores real = FeatureScores.of(judge.of(pixels(bars(400, 3))), reference);
        double[] noise = RANDOM.normal(400 * SIDE * SIDE);
        FeatureScores ofNoise = FeatureScores.of(judge.of(noise), reference);
        assertTrue(real.frechet() * 10 < ofNoise.frechet(), real + " " + ofNoise);
        assertTrue(real.modeScore() > 0.95 * CLASSES, "almost one for each class: " + real.modeScore());
        assertTrue(ofNoise.modeScore() < 0.9 * real.modeScore(), "unsure: " + ofNoise.modeScore());
        assertTrue(real.coverage() > 0.9 && ofNoise.coverage() < 0.5, real + " " + ofNoise);
        FeatureScores self = FeatureScores.of(reference, reference);
        assertEquals(0, self.frechet(), 1e-6 * ofNoise.frechet());
        assertEquals(400, real.modes().total());
        double[] others = pixels(bars(400, 4));
        double[] collapsed = new double[others.length];
        for (int i = 0; i < 400; i++) {
            System.arraycopy(others, 0, collapsed, i * SIDE * SIDE, SIDE * SIDE);
        }
        FeatureScores ofOne = FeatureScores.of(judge.of(collapsed), reference);
        assertEquals(1, ofOne.modes().found(), "a collapse is one mode");
        assertTrue(ofOne.frechet() > 10 * real.frechet() && ofOne.modeScore() < real.modeScore() / 2, ofOne.toString());
    }
}
