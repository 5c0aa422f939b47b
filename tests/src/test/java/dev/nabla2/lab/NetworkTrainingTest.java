package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The papers' networks, small, trained for a few steps from the command line on images of a folder. */
class NetworkTrainingTest {
    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome train(BiFunction<RunSettings, DataSet, Training> trainer, int side, String... more)
            throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < 6; i++) {
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int at = 0; at < side * side; at++) {
                image.setRGB(at % side, at / side, (at + i) % 5 == 0 ? 0xff4000 : 0x102030);
            }
            ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "images", "--data-dir", images.toString()));
        arguments.addAll(List.of("--out", folder.resolve("run").toString(), "--json", "--threads", "1"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(out), new PrintWriter(err), new Interruption(), trainer);
        return new Outcome(code, out.toString(), err.toString());
    }

    /** What the options mean, after the training that they ask for, without a report. */
    private RunSettings trained(int side, String... more) throws IOException {
        List<RunSettings> used = new ArrayList<>();
        List<StepReport> history = new ArrayList<>();
        Outcome outcome = train(
                (settings, data) -> {
                    new GanTraining(settings, data).run((report, model) -> history.add(report));
                    used.add(settings);
                    throw new LabException("enough");
                },
                side,
                more);
        assertEquals("nabla2: enough", outcome.err.strip());
        assertEquals(used.get(0).steps(), history.size());
        assertTrue(history.stream()
                .allMatch(step -> Double.isFinite(step.criticLoss()) && Double.isFinite(step.generatorLoss())));
        return used.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "wgan-gp-mnist, 28, WASSERSTEIN, WGAN_GP, 5",
        "wgan-gp-cifar, 32, WASSERSTEIN, WGAN_GP, 5",
        "residual, 32, WASSERSTEIN, WGAN_GP, 5",
        "dcgan, 20, NON_SATURATING, NONE, 1"
    })
    void eachIsTrainedAsItsPaperDoes(
            String network, int side, ObjectiveChoice objective, PenaltyChoice penalty, int criticSteps)
            throws IOException {
        RunSettings used = trained(side, "--network", network, "--dim", "2", "--steps", "2", "--batch", "4");
        assertEquals(network, used.network().choice().label());
        assertEquals(2, used.network().dim());
        assertEquals(128, used.latent());
        assertEquals(objective, used.objective().choice());
        assertEquals(penalty, used.penalty().choice());
        assertEquals(criticSteps, used.dynamics().criticSteps());
    }

    @ParameterizedTest
    @CsvSource({
        "wgan-gp-mnist, 28, wgan-gp",
        "wgan-gp-cifar, 32, spectral-norm",
        "residual, 32, r1",
        "dcgan, 20, none",
        "mlp, 5, wgan-gp"
    })
    void theCriticsRectifiersAreWhatIsAskedForAndTheGeneratorsPlain(String network, int side, String penalty)
            throws IOException {
        String[] small = {"--network", network, "--penalty", penalty, "--steps", "2", "--batch", "4", "--relu", ""};
        small[small.length - 1] = "mollified:0.5..0.1";
        trained(side, small);
        small[small.length - 1] = "forbidden";
        if (Set.of("none", "spectral-norm").contains(penalty)) {
            trained(side, small);
        } else {
            Outcome outcome = train(GanTraining::new, side, small);
            assertEquals(1, outcome.code);
            assertTrue(
                    outcome.err.startsWith("nabla2: --relu forbidden: relu: expected its first derivative"),
                    outcome.err);
            assertTrue(outcome.err.contains(" in critic."), outcome.err);
        }
    }

    @Test
    void spectralNormReachesTheLayersOfBlocks() throws IOException {
        List<String> names = new ArrayList<>();
        train(
                (settings, data) -> {
                    names.addAll(new GanTraining(settings, data)
                            .model()
                            .memory("critic")
                            .names());
                    throw new LabException("enough");
                },
                32,
                "--network",
                "residual",
                "--dim",
                "2",
                "--penalty",
                "spectral-norm");
        assertEquals(2 * 11, names.size(), "left and right of 10 convolutions and a linear layer: " + names);
    }

    @Test
    void theReportShowsTheNetworksAndTheirImages() throws IOException {
        Outcome outcome = train(
                GanTraining::new,
                9,
                "--network",
                "dcgan",
                "--penalty",
                "r1",
                "--dim",
                "1",
                "--steps",
                "1",
                "--batch",
                "2");
        assertEquals(0, outcome.code, outcome.err);
        JsonNode used = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("run").resolve("config.json")))
                .get("options");
        assertEquals("dcgan", used.get("--network").asText());
        assertEquals("1", used.get("--dim").asText());
        assertTrue(!used.has("--activation") && !used.has("--hidden"), used.toString());
        String page = Files.readString(folder.resolve("run").resolve("report.html"));
        assertTrue(page.contains("those of DCGAN (Radford et al. 2016), width 1; "), "the report names the networks");
        assertTrue(page.contains("Beware: the critic mixes the samples of a batch"), "the penalty's row warns");
    }

    @ParameterizedTest
    @CsvSource({"wgan-gp-mnist, 28", "wgan-gp-cifar, 32", "residual, 32"})
    void imagesOfAnotherSizeAreRefusedInOneLine(String network, int side) throws IOException {
        Outcome outcome = train(GanTraining::new, 20, "--network", network);
        assertEquals(2, outcome.code);
        assertEquals(
                "nabla2: --network " + network + ": expected images [channels, " + side + ", " + side
                        + "], found samples [3, 20, 20] in --data images",
                outcome.err.strip());
    }
}
