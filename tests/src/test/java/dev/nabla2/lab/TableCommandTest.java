package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class TableCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BiFunction<RunSettings, DataSet, Training> FORBIDDEN = (settings, data) -> {
        throw new AssertionError("training began");
    };

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {
        JsonNode json() throws IOException {
            assertEquals(0, code, err);
            return JSON.readTree(out);
        }
    }

    private static Outcome run(BiFunction<RunSettings, DataSet, Training> trainer, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(out), new PrintWriter(err), new Interruption(), trainer);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Outcome table(BiFunction<RunSettings, DataSet, Training> trainer, String options) {
        List<String> arguments = new ArrayList<>(
                List.of("table", "--out", folder.resolve("table").toString()));
        arguments.addAll(List.of(options.split(" ")));
        return run(trainer, arguments);
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve("table").resolve(name));
    }

    @Test
    void everyCombinationIsARowBesideRealDataOnThePageInTheTextAndInTheFile() throws IOException {
        Outcome outcome = table(
                FakeTraining::complete,
                "--data grid25 --objective hinge,wasserstein --penalty r1 --dynamics alternating,optimistic --steps 5");
        assertEquals(0, outcome.code, outcome.err);
        List<String> text = outcome.out.lines().toList();
        assertEquals("grid25, 5 steps each", text.get(0));
        assertTrue(text.get(3).matches("real data +25 of 25 +9\\d.\\d % +0.\\d+"), text.get(3));
        assertTrue(text.get(4).matches("hinge +r1 +alternating +25 of 25 +9\\d.\\d % +0.\\d+ +5 +0.1 s"), text.get(4));
        assertTrue(text.get(7).startsWith("wasserstein     r1             optimistic"), text.get(7));
        assertTrue(outcome.out.contains("again: nabla2 train --data grid25 --objective OBJECTIVE --penalty PENALTY"));
        assertTrue(outcome.err.startsWith("1/4  hinge, r1, alternating: 25 of 25 modes, 9"), outcome.err);
        List<String> file = written("table.csv").lines().toList();
        assertEquals(6, file.size());
        assertEquals(10, file.get(0).split(",").length);
        assertEquals(10, file.get(1).split(",", -1).length);
        assertTrue(file.get(5)
                .endsWith(",\"nabla2 train --data grid25 --objective wasserstein --penalty r1 --dynamics optimistic"
                        + " --steps 5\""));
        String page = written("table.html");
        assertTrue(page.contains("4 combinations; 4 found every mode."), page);
        assertTrue(page.contains("src=\"hinge_r1_optimistic.png\""));
        assertTrue(Files.size(folder.resolve("table/hinge_r1_optimistic.png")) > 1000);
        assertFalse(page.contains("{{"), "every part of the page is filled in");
    }

    @Test
    void aRowIsWhatItsCommandGives() throws IOException {
        JsonNode row = table(
                        GanTraining::new,
                        "--objective non-saturating --penalty dragan --dynamics consensus --steps 30 --hidden 8x2"
                                + " --batch 16 --seed 5 --threads 1 --json")
                .json()
                .required("rows")
                .get(0);
        List<String> command =
                new ArrayList<>(List.of(row.required("command").asText().split(" ")));
        assertEquals("nabla2", command.remove(0));
        command.addAll(List.of("--json", "--out", folder.resolve("run").toString()));
        JsonNode again = run(GanTraining::new, command).json();
        for (String score : List.of("modes", "modesTotal", "highQuality", "slicedWasserstein")) {
            assertEquals(again.required(score), row.required("generated").required(score), score);
        }
        assertEquals(30, row.required("steps").asInt());
    }

    @Test
    void rowsOfEqualTimeHaveAsManySteps() throws IOException {
        JsonNode row = table(FakeTraining::complete, "--objective hinge --seconds 3 --json")
                .json()
                .required("rows")
                .get(0);
        // The fake does a hundred steps in a second.
        assertEquals(300, row.required("steps").asInt());
        assertTrue(row.required("command").asText().endsWith(" --steps 300"), row.toString());
    }

    @Test
    void rowsThatAreThereAreNotTrainedAgain() throws IOException {
        JsonNode first = table(FakeTraining::complete, "--objective hinge,energy --steps 5 --json")
                .json();
        assertEquals(
                first,
                table(FORBIDDEN, "--objective hinge,energy --steps 5 --json").json());
        JsonNode more = table(FakeTraining::complete, "--objective hinge,energy,minimax --steps 5 --json")
                .json();
        assertEquals(3, more.required("rows").size());
        assertEquals(first.required("rows").get(1), more.required("rows").get(1));
        Outcome other = table(FORBIDDEN, "--objective hinge --steps 6");
        assertEquals(1, other.code);
        assertTrue(
                other.err.contains(
                        "hinge_wgan-gp_alternating.json: expected a row of '--steps 6', found one of '--steps 5'"),
                other.err);
    }

    @Test
    void aRowThatAnOptionDoesNotFitIsRefusedWithTheReason() throws IOException {
        JsonNode rows = table(FakeTraining::complete, "--objective hinge --penalty r1,none --lambda 2 --steps 5 --json")
                .json()
                .required("rows");
        assertEquals("finished", rows.get(0).required("ending").asText());
        assertEquals("refused", rows.get(1).required("ending").asText());
        assertEquals(
                "--penalty none has no use for --lambda",
                rows.get(1).required("message").asText());
        assertTrue(written("table.html").contains("refused: --penalty none has no use for --lambda"));
    }

    @Test
    void aRowThatDivergesSaysWhyAndTheNextIsTrained() throws IOException {
        BiFunction<RunSettings, DataSet, Training> trainer = (settings, data) ->
                new FakeTraining(settings, data, 4, settings.objective().choice() == ObjectiveChoice.F_KL);
        JsonNode rows = table(trainer, "--objective f-kl --penalty r1,r2 --steps 5 --json")
                .json()
                .required("rows");
        assertEquals(2, rows.size());
        assertEquals("diverged", rows.get(0).required("ending").asText());
        assertTrue(rows.get(0).required("message").asText().contains("first made by log"));
        assertEquals(4, rows.get(0).required("steps").asInt());
    }

    @Test
    void aStoppedTableKeepsItsRowsAndGoesOnLater() throws IOException {
        BiFunction<RunSettings, DataSet, Training> interrupted = (settings, data) -> new FakeTraining(
                settings, data, settings.objective().choice() == ObjectiveChoice.ENERGY ? 2 : 5, false);
        Outcome stopped = table(interrupted, "--objective hinge,energy,minimax --steps 5 --json");
        assertEquals(130, stopped.code);
        assertEquals(1, JSON.readTree(stopped.out).required("rows").size());
        assertTrue(written("table.html").contains("1 of 3 combinations so far"));
        JsonNode rest = table(FakeTraining::complete, "--objective hinge,energy,minimax --steps 5 --json")
                .json();
        assertEquals(3, rest.required("rows").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--objective hinge,hing | expected one of wasserstein, minimax",
                "--penalty none, | expected one of wgan-gp, one-sided",
                "--seconds 1 --steps 1 | expected --seconds or --steps, found both",
                "--stepz 5 | Unknown options: '--stepz'",
                "--data ring9 | expected one of ring8",
                "--objective hinge --margin 2 | --objective hinge has no use for --margin"
            })
    void aWrongOptionExitsWithTwo(String options, String expected) {
        Outcome outcome = table(FORBIDDEN, options);
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.contains(expected), outcome.err);
    }
}
