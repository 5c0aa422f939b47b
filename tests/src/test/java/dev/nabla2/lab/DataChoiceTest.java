package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Shape;
import dev.nabla2.gan.data.DataException;
import dev.nabla2.gan.data.ImageDataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.ImageFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Tag("one-java")
class DataChoiceTest {
    @TempDir
    private Path folder;

    private void image(String name, int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colour);
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private Path place(DataChoice data) throws IOException {
        if (data == DataChoice.CSV) {
            return Files.writeString(folder.resolve("table.csv"), "x,y,z\n1,2,3\n4,5,60\n");
        }
        image("a.png", 4, 4, 0xff0000);
        return folder;
    }

    private static String refusal(Path folder) {
        return assertThrows(DataException.class, () -> ImageFolder.read(folder)).getMessage();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"MNIST", "FASHION", "STACKED_MNIST", "CIFAR10"})
    void aRunOnEachWritesItsReport(DataChoice data) throws IOException {
        Path out = folder.resolve("run");
        StringWriter err = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("train", "--data", data.label(), "--steps", "3", "--out", out.toString()));
        if (data.readsFiles()) {
            arguments.addAll(List.of("--data-dir", place(data).toString()));
        }
        int code = Main.run(
                arguments,
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                new Interruption(),
                FakeTraining::complete);
        assertEquals(0, code, err.toString());
        assertTrue(Files.size(out.resolve("report.html")) > 1_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"MNIST", "FASHION", "STACKED_MNIST", "CIFAR10", "IMAGES", "CSV"})
    void aMissingPlaceIsNamedInOneLine(DataChoice data) {
        Path nowhere = folder.resolve("nowhere");
        String message =
                assertThrows(DataException.class, () -> data.load(nowhere)).getMessage();
        assertTrue(message.startsWith(nowhere + ": expected a "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void imagesOfAFolderAreReadInTheOrderOfTheirNamesRedFirst() throws IOException {
        image("b.png", 3, 2, 0x0000ff);
        image("a.png", 3, 2, 0xff8000);
        ImageDataSet images = ImageFolder.read(folder);
        assertEquals(2, images.size());
        assertEquals(Shape.of(3, 2, 3), images.sampleShape());
        double[] first = images.pixels(0);
        assertArrayEquals(new double[] {1, 128 / 127.5 - 1, -1}, new double[] {first[0], first[6], first[12]}, 0);
        assertEquals(1, images.pixels(1)[12], 0);
    }

    @Test
    void aFolderThatCannotBeUsedIsRefusedInOneLine() throws IOException {
        assertTrue(refusal(folder).startsWith(folder + ": expected images whose names end in .png"));
        image("a.png", 3, 2, 0);
        image("b.png", 2, 2, 0);
        assertEquals(folder.resolve("b.png") + ": expected 3 x 2 pixels, as a.png, found 2 x 2", refusal(folder));
        Files.writeString(folder.resolve("b.png"), "no image");
        assertTrue(refusal(folder).endsWith("expected an image as PNG, JPEG, GIF or BMP, found another format"));
        byte[] cut = Files.readAllBytes(folder.resolve("a.png"));
        Files.write(folder.resolve("b.png"), java.util.Arrays.copyOf(cut, 40));
        assertTrue(refusal(folder).contains("expected a sound image, found a broken one"));
    }
}
