package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.data.Csv;
import dev.nabla2.gan.data.Table;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn from a run and measured of it, and that a reader of its own finds the same generator in its file. */
@Tag("one-java")
class SampleCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private String nabla2(int code, String arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int found = Main.run(
                List.of(arguments.replace("FOLDER", folder.toString()).split(" ")),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                GanTraining::new);
        assertEquals(code, found, err::toString);
        return code == 0 ? out.toString() : err.toString();
    }

    @Test
    void samplesAndMeasuresAreThoseOfTheRun() throws IOException {
        JsonNode report = JSON.readTree(nabla2(
                0,
                "train --hidden 8x2 --latent 3 --batch 16 --steps 30 --ema 0.9 --threads 1 --json --out FOLDER/run"));
        JsonNode measured = JSON.readTree(nabla2(0, "evaluate FOLDER/run --json"));
        assertEquals(30, measured.get("step").asInt());
        assertEquals(10_000, measured.get("samples").asInt());
        assertEquals(report.get("slicedWasserstein"), measured.get("generated").get("slicedWasserstein"));
        assertEquals(report.get("realHighQuality"), measured.get("real").get("highQuality"));
        assertEquals(1_000, measured.get("wassersteinSamples").asInt());
        // Of the same points on a line of any direction, a distance is at most what it is in the plane.
        assertTrue(measured.get("wasserstein").asDouble()
                > measured.get("generated").get("slicedWasserstein").asDouble());
        assertTrue(measured.get("wasserstein").asDouble()
                > measured.get("realWasserstein").asDouble());
        String text = nabla2(0, "evaluate FOLDER/run --samples 500");
        assertTrue(text.startsWith("step 30 of 30, 500 samples"), text);
        assertTrue(text.contains("sliced Wasserstein"), text);

        nabla2(0, "sample FOLDER/run --count 40 --seed 7 --out FOLDER/drawn.csv");
        assertEquals(Files.readString(folder.resolve("drawn.csv")), nabla2(0, "sample FOLDER/run --count 40 --seed 7"));
        Table drawn = Csv.read(folder.resolve("drawn.csv"));
        assertEquals(40, drawn.size());
        nabla2(0, "sample FOLDER/run --count 40 --seed 7 --out FOLDER/drawn.npy");
        ByteBuffer array = array("{'descr': '<f4', 'fortran_order': False, 'shape': (40, 2), }");
        double[] noise = RandomStream.of(7).fold("sample").fold(0).fold("noise").normal(40 * 3);
        double[] expected = generated(folder.resolve("run").resolve("generator.safetensors"), noise, 3);
        for (int i = 0; i < 40; i++) {
            double[] row = new double[2];
            drawn.copy(i, row, 0);
            assertArrayEquals(Arrays.copyOfRange(expected, 2 * i, 2 * i + 2), row, 1e-5);
            assertEquals((float) row[0], array.getFloat());
            assertEquals((float) row[1], array.getFloat());
        }
        String wrong = nabla2(2, "sample FOLDER/run --out FOLDER/drawn.png");
        assertTrue(wrong.contains("--out: expected a name that ends in .npy or .csv, found"), wrong);
    }

    /** What follows the header of an array of NumPy, which is what is expected. */
    private ByteBuffer array(String header) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("drawn.npy"));
        ByteBuffer array = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals("\u0093NUMPY\u0001\u0000", new String(bytes, 0, 8, StandardCharsets.ISO_8859_1));
        int length = array.getShort(8);
        assertEquals(0, (10 + length) % 64);
        assertEquals(header, new String(bytes, 10, length, StandardCharsets.US_ASCII).strip());
        return array.position(10 + length);
    }

    /** The samples of a perceptron with relu whose weights lie in a file, read and computed with nothing of this project. */
    private static double[] generated(Path file, double[] noise, int latent) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int numbers = 8 + (int) content.getLong(0);
        JsonNode header = JSON.readTree(new String(bytes, 8, numbers - 8, StandardCharsets.UTF_8));
        double[] rows = noise;
        int width = latent;
        for (int layer = 0; layer < 3; layer++) {
            JsonNode weight = header.get(2 * layer + ".weight");
            JsonNode bias = header.get(2 * layer + ".bias");
            int outputs = weight.get("shape").get(1).asInt();
            assertEquals(width, weight.get("shape").get(0).asInt());
            int w = numbers + weight.get("data_offsets").get(0).asInt();
            int b = numbers + bias.get("data_offsets").get(0).asInt();
            double[] next = new double[rows.length / width * outputs];
            for (int i = 0; i < next.length; i++) {
                double sum = content.getFloat(b + Float.BYTES * (i % outputs));
                for (int j = 0; j < width; j++) {
                    sum += rows[i / outputs * width + j]
                            * content.getFloat(w + Float.BYTES * (j * outputs + i % outputs));
                }
                next[i] = layer < 2 ? Math.max(0, sum) : sum;
            }
            rows = next;
            width = outputs;
        }
        assertEquals(2, width);
        return rows;
    }

    @Test
    void imagesAreDrawnSideBySide() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB),
                "png",
                images.resolve("a.png").toFile());
        nabla2(1, "sample FOLDER/run");
        Main.run(
                List.of(
                        ("train --data images --data-dir FOLDER/images --hidden 4 --batch 2 --steps 2 --checkpoint-every 1"
                                        + " --out FOLDER/run")
                                .replace("FOLDER", folder.toString())
                                .split(" ")),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                new Interruption(),
                StoppingTraining.dyingAfter(1));
        String path = nabla2(0, "sample FOLDER/run --count 5").strip();
        assertEquals(folder.resolve("run").resolve("drawn.png").toString(), path);
        BufferedImage sheet = ImageIO.read(Path.of(path).toFile());
        assertEquals(List.of(27, 16), List.of(sheet.getWidth(), sheet.getHeight()));
        nabla2(0, "sample FOLDER/run --count 5 --out FOLDER/drawn.npy");
        String tooMany = nabla2(2, "sample FOLDER/run --count 10000000");
        assertTrue(
                tooMany.contains("--count: expected at most 9942053 samples of 216 numbers, found 10000000"), tooMany);
        assertEquals(
                5 * 3 * 8 * 9 * Float.BYTES,
                array("{'descr': '<f4', 'fortran_order': False, 'shape': (5, 3, 8, 9), }")
                        .remaining());
        Files.move(images, folder.resolve("moved"));
        assertTrue(
                nabla2(1, "evaluate FOLDER/run").contains("images: expected a folder of images, found nothing there"));
        nabla2(0, "evaluate FOLDER/run --samples 4 --data-dir FOLDER/moved");
        Path one;
        try (Stream<Path> files = Files.list(folder.resolve("moved"))) {
            one = files.findFirst().orElseThrow();
        }
        Files.copy(one, folder.resolve("moved").resolve("one-more.png"));
        for (String command : List.of("evaluate FOLDER/run", "train --resume FOLDER/run")) {
            String told = nabla2(1, command + " --data-dir FOLDER/moved");
            assertTrue(told.contains("moved: expected the data that the run began with, of fingerprint "), told);
        }
        nabla2(0, "sample FOLDER/run --data-dir FOLDER/moved");
    }
}
