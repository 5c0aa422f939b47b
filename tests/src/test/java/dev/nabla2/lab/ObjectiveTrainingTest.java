package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.GradientLimit;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.ObjectiveSettings;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PaceSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.ScheduleChoice;
import dev.nabla2.nn.Activation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every objective, trained for a few steps from the command line. */
@Tag("one-java")
class ObjectiveTrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyObjectiveTrainsOnTheRing(ObjectiveChoice choice) {
        ObjectiveSettings objective = new ObjectiveSettings(choice);
        RunSettings settings = new RunSettings(
                DataChoice.RING8,
                objective,
                new PenaltySettings(PenaltyChoice.WGAN_GP, 1, 1, 0.01, 1),
                DynamicsSettings.of(DynamicsChoice.ALTERNATING, 2),
                new PaceSettings(
                        OptimiserChoice.ADAM,
                        List.of(0.5, 0.9),
                        2e-3,
                        1,
                        ScheduleChoice.LINEAR,
                        GradientLimit.none(),
                        OptionalDouble.empty()),
                NetworkSettings.mlp(Activation.RELU, List.of(16, 16)),
                2,
                20,
                32,
                1,
                BackendChoice.CPU,
                "",
                Precision.FLOAT,
                1,
                false);
        List<StepReport> history = new ArrayList<>();
        new GanTraining(settings, DataChoice.RING8.load(folder)).run((report, model) -> history.add(report));
        assertEquals(20, history.size());
        assertTrue(history.stream()
                .allMatch(step -> Double.isFinite(step.criticLoss()) && Double.isFinite(step.generatorLoss())));
        String said = objective.conventions();
        assertTrue(said.startsWith(choice.label()), said);
        assertTrue(said.contains("the critic minimises") && said.contains("; D "), said);
    }

    @Test
    void optionsOfObjectivesReachThem() throws IOException {
        double plain = train("--objective", "minimax").get("finalCriticLoss").asDouble();
        double smooth = train("--objective", "minimax", "--label", "0.8")
                .get("finalCriticLoss")
                .asDouble();
        assertTrue(plain != smooth, "--label changes nothing");
        assertEquals("0.8", configuration("options").get("--label").asText());
        train("--objective", "energy", "--margin", "3");
        assertEquals("3", configuration("options").get("--margin").asText());
        assertTrue(!configuration("options").has("--label"));
        assertTrue(configuration("conventions").get("objective").asText().contains("max(0, 3.0 − D(fake))"));
        train("--objective", "f-js", "--alternative", "--instance-noise", "0.1");
        String conventions = configuration("conventions").get("objective").asText();
        assertTrue(conventions.contains("the generator −E g_f(D(fake))"), conventions);
        assertTrue(conventions.contains("deviation 0.1 falling linearly to 0"), conventions);
        assertTrue(written("report.html").contains("<td>" + conventions + "</td>"), "the report states them");
    }

    private JsonNode configuration(String name) throws IOException {
        return JSON.readTree(written("config.json")).required(name);
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private JsonNode train(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", folder.toString(), "--json"));
        Stream.of("--data ring8 --penalty wgan-gp --hidden 16x2 --batch 32 --steps 20 --threads 1".split(" "))
                .forEach(arguments::add);
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Main.run(arguments, new PrintWriter(out), new PrintWriter(err), new Interruption(), GanTraining::new);
        assertEquals(0, code, err::toString);
        return JSON.readTree(out.toString());
    }
}
