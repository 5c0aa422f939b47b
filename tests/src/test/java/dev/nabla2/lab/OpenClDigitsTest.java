package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.opencl.OpenClDevice;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A convolutional GAN with batch norm on digits: those of MNIST where its files are, else drawn ones in files of the same form. */
@Tag("one-java")
class OpenClDigitsTest {
    private static final int SIDE = 28;
    private static final int COUNT = 40;

    /** Of losses around 1; a rounding is 6e-8, and the steps are found within 2e-7. */
    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path folder;

    private Path data() throws IOException {
        String asked = System.getenv("NABLA2_DATA");
        Path real = (asked == null ? Path.of("../../shared/data") : Path.of(asked)).resolve("mnist");
        if (Files.isDirectory(real)) {
            return real;
        }
        try (DataOutputStream images = idx("train-images-idx3-ubyte", 3);
                DataOutputStream labels = idx("train-labels-idx1-ubyte", 1)) {
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            for (int i = 0; i < COUNT; i++) {
                labels.writeByte(i % 2);
                for (int at = 0; at < SIDE * SIDE; at++) {
                    images.writeByte(i % 2 == 0 ? ring(at, 5 + i / 10) : bar(at, 10 + i / 5));
                }
            }
        }
        return folder;
    }

    private DataOutputStream idx(String name, int axes) throws IOException {
        DataOutputStream file = new DataOutputStream(Files.newOutputStream(folder.resolve(name)));
        file.writeInt(0x800 + axes);
        file.writeInt(COUNT);
        return file;
    }

    /** A zero. */
    private static int ring(int at, int radius) {
        double from = Math.hypot(at / SIDE - SIDE / 2, at % SIDE - SIDE / 2);
        return (int) Math.max(0, 255 - 120 * Math.abs(from - radius));
    }

    /** A one. */
    private static int bar(int at, int column) {
        return at / SIDE > 4 && at / SIDE < 23 ? Math.max(0, 255 - 120 * Math.abs(at % SIDE - column)) : 0;
    }

    private List<StepReport> steps(Path data, String backend) {
        List<StepReport> history = new ArrayList<>();
        StringWriter err = new StringWriter();
        Main.run(
                List.of(("train --data mnist --data-dir " + data + " --network dcgan --dim 4 --batch 8 --critic-steps 1"
                                + " --steps 3 --no-classifier --threads 1 --backend " + backend + " --out "
                                + folder.resolve(backend))
                        .split(" ")),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                new Interruption(),
                (settings, images) -> {
                    new GanTraining(settings, images).run((report, model) -> history.add(report));
                    throw new LabException("enough");
                });
        assertEquals("nabla2: enough", err.toString().strip());
        return history;
    }

    @Test
    void digitsAreLearntAsOnTheCpu() throws IOException {
        OpenClDevice.backend();
        Path data = data();
        List<StepReport> cpu = steps(data, "cpu");
        List<StepReport> device = steps(data, "opencl");
        assertEquals(3, device.size());
        for (int i = 0; i < device.size(); i++) {
            assertEquals(cpu.get(i).criticLoss(), device.get(i).criticLoss(), TOLERANCE, "step " + (i + 1));
            assertEquals(cpu.get(i).generatorLoss(), device.get(i).generatorLoss(), TOLERANCE, "step " + (i + 1));
            assertTrue(Double.isFinite(device.get(i).meanSlope()));
        }
    }
}
