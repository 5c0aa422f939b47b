package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.gradcheck.CaseList;
import dev.nabla2.lab.gradcheck.GradcheckJson;
import dev.nabla2.lab.gradcheck.GradcheckResult;
import dev.nabla2.lab.gradcheck.GradcheckRun;
import dev.nabla2.lab.gradcheck.GradcheckSettings;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.Training;
import dev.nabla2.opencl.OpenClDevice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laboratory on an OpenCL device: the same numbers as on cpu, but for rounding. */
@Tag("one-java")
class OpenClTrainingTest {
    private static final Consumer<Training> NOTHING = training -> {};

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void thereIsADevice() {
        OpenClDevice.backend();
    }

    private static Outcome run(String arguments, Consumer<Training> use) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                List.of(arguments.split(" ")),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                (settings, data) -> {
                    use.accept(new GanTraining(settings, data));
                    throw new LabException("enough");
                });
        return new Outcome(code, out.toString(), err.toString());
    }

    /** What a command would train, without a report. */
    private static void training(String arguments, Consumer<Training> use) {
        assertEquals("nabla2: enough", run(arguments, use).err().strip());
    }

    private static List<StepReport> steps(String options) {
        List<StepReport> history = new ArrayList<>();
        training("train --threads 1 " + options, training -> training.run((report, model) -> history.add(report)));
        return history;
    }

    /** Runs drift apart as floats do, slowly where the optimiser is not one that makes full steps of tiny gradients. */
    private static void follow(String options, double tolerance) {
        List<StepReport> cpu = steps(options + " --backend cpu");
        List<StepReport> device = steps(options + " --backend opencl");
        assertEquals(cpu.size(), device.size());
        for (int i = 0; i < cpu.size(); i++) {
            assertEquals(0, distance(cpu.get(i), device.get(i)), tolerance, options + ", step " + (i + 1));
        }
    }

    @Test
    void theLossesOfAHundredStepsAreThoseOfTheCpu(@TempDir Path folder) {
        follow(
                "--steps 100 --optimiser sgd --learning-rate 0.001 --activation tanh --hidden 32,32 --out " + folder,
                1e-4);
    }

    /**
     * With Adam and relu even the cpu's own scalar and vector kernels part after about five steps, for a difference in the last digit may
     * grow a thousandfold within one. Whether steps are the same is therefore asked of each by itself, from the state that the cpu is in.
     * Of all hundred, half are within 1.2e-7, 95 within 1.1e-6, and the furthest is 3.4e-4 apart; here are every tenth of them.
     */
    @Test
    void theFirstHundredStepsOfTheDefaultsHaveTheLossesOfTheCpuOneByOne(@TempDir Path folder) {
        List<StepReport> cpu = new ArrayList<>();
        training(
                "train --threads 1 --out " + folder,
                training -> training.run((report, model) -> {
                    if (report.step() % 10 == 1) {
                        cpu.add(report);
                    } else if (report.step() % 10 == 0) {
                        training.checkpoint().write(folder.resolve("checkpoint" + report.step()));
                    }
                    if (report.step() == 100) {
                        training.cancel();
                    }
                }));
        List<StepReport> device = new ArrayList<>();
        training("train --backend opencl --out " + folder, training -> {
            for (int step = 0; step < 100; step += 10) {
                Training next = step == 0 ? training : training.continued(folder.resolve("checkpoint" + step));
                next.run((report, model) -> {
                    device.add(report);
                    next.cancel();
                });
            }
        });
        assertEquals(10, device.size());
        long near = IntStream.range(0, 10)
                .filter(i -> distance(cpu.get(i), device.get(i)) < 1e-4)
                .count();
        assertTrue(near >= 9, () -> near + " of 10 steps have the losses of the cpu");
    }

    private static double distance(StepReport a, StepReport b) {
        return Math.max(Math.abs(a.criticLoss() - b.criticLoss()), Math.abs(a.generatorLoss() - b.generatorLoss()));
    }

    @Test
    void aConvolutionalGanTrainsAsOnTheCpu(@TempDir Path folder) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < 6; i++) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
            for (int at = 0; at < 28 * 28; at++) {
                image.setRGB(at % 28, at / 28, (at + i) % 5 == 0 ? 0xff4000 : 0x102030);
            }
            ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
        follow(
                "--data images --data-dir " + images + " --network wgan-gp-mnist --dim 4 --batch 6 --steps 2"
                        + " --critic-steps 2 --no-classifier --out " + folder.resolve("run"),
                1e-4);
    }

    @Test
    void anExperimentIsReproducedOnADeviceWhichItsPartsAreOf(@TempDir Path folder) throws IOException {
        String reproduce = "reproduce gradient-regularised --quick --json --out " + folder;
        Outcome device = run(reproduce + " --backend opencl", NOTHING);
        assertEquals(0, device.code(), device.err());
        JsonNode json = new ObjectMapper().readTree(device.out());
        assertTrue(json.get("device").asText().startsWith("opencl (floats, "), device.out());
        Outcome host = run(reproduce, NOTHING);
        assertEquals(1, host.code());
        assertTrue(host.err().contains("found what was for 'seed 1, quick, on opencl"), host.err());
    }

    @Test
    void derivativesOfOrdersOneAndTwoAreThoseOfReference() {
        GradcheckSettings settings =
                new GradcheckSettings(1, List.of(1, 2), Set.of(BackendChoice.OPENCL), Precision.FLOAT);
        GradcheckResult result = new GradcheckRun(settings).check(CaseList.all(), c -> {});
        assertEquals(0, result.count(Verdict.FAIL), () -> GradcheckJson.of(result));
        assertTrue(result.count(Verdict.PASS) > 1000, "found " + result.count(Verdict.PASS));
    }

    @Test
    void devicesAreListedForPeopleAndForPrograms() throws IOException {
        Outcome json = run("devices --json", NOTHING);
        assertEquals(0, json.code(), json.err());
        assertEquals(1, json.out().lines().count());
        JsonNode first = new ObjectMapper().readTree(json.out()).get("devices").get(0);
        assertTrue(first.get("memoryBytes").asLong() > 1 << 20
                && first.get("computeUnits").asInt() > 0);
        Outcome text = run("devices", NOTHING);
        assertTrue(text.out().startsWith("0  " + first.get("name").asText()), text.out());
    }

    @Test
    void aDeviceThatIsNotThereCannotBeTuned() {
        Outcome wrong = run("tune --device 99", NOTHING);
        assertEquals(1, wrong.code());
        assertTrue(wrong.err().contains("found '99'"), wrong.err());
    }

    @Test
    void aDeviceIsForTheBackendThatHasDevices() {
        Outcome wrong = run("train --device 0", NOTHING);
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--backend cpu has no use for --device"), wrong.err());
    }
}
