package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class SweepCommandTest {
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

    private Outcome sweep(BiFunction<RunSettings, DataSet, Training> trainer, String options) {
        List<String> arguments = new ArrayList<>(
                List.of("sweep", "--out", folder.resolve("sweep").toString()));
        arguments.addAll(List.of(options.split(" ")));
        return run(trainer, arguments);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("sweep").resolve("sweep.html"));
    }

    private static List<String> values(JsonNode cells, String option) {
        return StreamSupport.stream(cells.spliterator(), false)
                .map(cell -> cell.required("options").required(option).asText())
                .toList();
    }

    @Test
    void everyCombinationIsACellOfAllSeeds() throws IOException {
        Outcome outcome = sweep(
                FakeTraining::complete,
                "--penalty r1,wgan-gp --lambda 0.1,10 --seed 1..2 --steps 5 --metric modes,seconds --jobs 2");
        assertEquals(0, outcome.code, outcome.err);
        List<String> text = outcome.out.lines().toList();
        assertEquals("8 runs, medians (quartiles) over 2 seeds", text.get(0));
        assertTrue(text.get(2).matches("penalty +lambda +modes +seconds +runs"), text.get(2));
        assertTrue(text.get(3).matches("\\(real data\\) +8"), text.get(3));
        assertTrue(text.get(4).matches("r1 +0.1 +8 \\(8 to 8\\) +0.1 s \\(0.1 s to 0.1 s\\) +2"), text.get(4));
        assertTrue(text.get(7).startsWith("wgan-gp      10 "), text.get(7));
        assertTrue(outcome.out.contains(
                "a run again: nabla2 train --penalty PENALTY --lambda LAMBDA --steps 5 --seed SEED"));
        assertTrue(outcome.err.startsWith("8 runs; up to 2 at once"), outcome.err);
        assertTrue(outcome.err.contains("\n8/8  "), outcome.err);
        List<String> file = Files.readAllLines(folder.resolve("sweep").resolve("sweep.csv"));
        assertEquals(9, file.size());
        assertTrue(file.get(1).startsWith("r1,0.1,1,finished,8.0,"), file.get(1));
        String page = page();
        assertEquals(2, page.split("<figure").length - 1, "a map of each metric over the two axes");
        assertFalse(page.contains("{{") || page.contains("http"), "the page needs nothing else");
    }

    @Test
    void aRunIsWhatItsCommandGivesHoweverManyRunAtOnce() throws IOException {
        String options = "--relu mollified:0.5..0.05 --hidden 8x2 --hidden 8,4 --batch 16 --steps 10"
                + " --seed 3,4 --metric all --json";
        JsonNode both = sweep(GanTraining::new, options + " --jobs 2").json().required("cells");
        assertEquals(List.of("8x2", "8,4"), values(both, "--hidden"));
        JsonNode run = both.get(1).required("each").get(1);
        JsonNode alone = run(
                        GanTraining::new,
                        List.of(
                                ("train --json --relu mollified:0.5..0.05 --hidden 8,4 --batch 16 --steps 10 --seed 4 --out "
                                                + folder.resolve("run"))
                                        .split(" ")))
                .json();
        assertEquals(alone.required("slicedWasserstein"), run.required("sliced-wasserstein"));
        assertEquals(alone.required("finalCriticLoss"), run.required("critic-loss"));
        assertEquals(alone.required("meanSlope"), run.required("slope"));
        for (JsonNode cell : both) {
            double first = cell.required("each").get(0).required("slope").asDouble();
            double second = cell.required("each").get(1).required("slope").asDouble();
            assertEquals(
                    (first + second) / 2,
                    cell.required("metrics")
                            .required("slope")
                            .required("median")
                            .asDouble(),
                    1e-12);
        }
    }

    @Test
    void runsThatAreThereAreNotTrainedAgainAndMoreValuesTrainWhatIsNew() throws IOException {
        JsonNode first = sweep(FakeTraining::complete, "--batch 8,16 --steps 5 --seed 1,2 --json")
                .json();
        assertEquals(
                first,
                sweep(FORBIDDEN, "--batch 8,16 --steps 5 --seed 1,2 --json").json());
        assertEquals(
                4,
                sweep(FORBIDDEN, "--seed 2,1 --steps 5 --batch 16,8 --json")
                        .json()
                        .required("runs")
                        .asInt());
        Outcome more = sweep(FakeTraining::complete, "--batch 8,16 --steps 5 --seed 1..3 --json");
        assertEquals(6, more.json().required("runs").asInt());
        assertTrue(more.err.startsWith("6 runs, of which 4 are there"), more.err);
        Outcome other = sweep(FakeTraining::complete, "--batch 8 --steps 6 --seed 1 --json");
        assertTrue(other.err.startsWith("1 run; up to"), other.err);
    }

    @Test
    void aCellThatAnOptionDoesNotFitIsRefusedWithTheReason() throws IOException {
        JsonNode cells = sweep(FakeTraining::complete, "--penalty r1,none --lambda 2,3 --steps 5 --json")
                .json()
                .required("cells");
        assertTrue(cells.get(0).required("refused").isNull());
        assertEquals(
                "--penalty none has no use for --lambda",
                cells.get(3).required("refused").asText());
        assertTrue(page().contains("refused: --penalty none has no use for --lambda"));
    }

    @Test
    void aRunThatTrainingItselfRefusesSaysWhy() throws IOException {
        JsonNode cells = sweep(GanTraining::new, "--relu forbidden,mollified:0.1 --hidden 8x2 --steps 2 --json")
                .json()
                .required("cells");
        assertTrue(cells.get(0).required("refused").asText().startsWith("--relu forbidden: relu"), cells.toString());
        assertEquals(1, cells.get(1).required("runs").asInt());
    }

    @Test
    void aCellOfWhichHalfDivergedHasNoNumbersAndOneWithFewerSaysSo() throws IOException {
        BiFunction<RunSettings, DataSet, Training> trainer = (settings, data) ->
                new FakeTraining(settings, data, 5, settings.seed() <= (settings.batch() == 8 ? 1 : 2));
        Outcome outcome = sweep(trainer, "--batch 8,16 --seed 1..3 --steps 5 --metric modes");
        assertTrue(outcome.out.matches("(?s).*8 +8 \\(8 to 8\\) +1 of 3 diverged\n.*"), outcome.out);
        assertTrue(outcome.out.matches("(?s).*16 +diverged: 2 of 3 diverged\n.*"), outcome.out);
        assertTrue(outcome.err.contains("diverged: critic: found NaN, first made by log"), outcome.err);
        assertTrue(page().contains("6 runs, medians (quartiles) over 3 seeds; 3 diverged."));
    }

    @Test
    void aStoppedSweepKeepsItsRunsAndGoesOnLater() throws IOException {
        BiFunction<RunSettings, DataSet, Training> interrupted =
                (settings, data) -> new FakeTraining(settings, data, settings.seed() == 2 ? 3 : 5, false);
        Outcome stopped = sweep(interrupted, "--batch 8,16 --seed 1..2 --steps 5 --json");
        assertEquals(130, stopped.code);
        assertEquals(2, JSON.readTree(stopped.out).required("runs").asInt());
        assertTrue(page().contains("2 of 4 runs so far"));
        Outcome rest = sweep(FakeTraining::complete, "--batch 8,16 --seed 1..2 --steps 5 --json");
        assertEquals(4, rest.json().required("runs").asInt());
        assertTrue(rest.err.startsWith("4 runs, of which 2 are there"), rest.err);
    }

    @Test
    void aFlagIsAnAxisToo() throws IOException {
        Outcome outcome = sweep(FakeTraining::complete, "--conditional=true,false --steps 5");
        assertEquals(0, outcome.code, outcome.err);
        assertTrue(outcome.out.contains("\ntrue ") && outcome.out.contains("\nfalse "), outcome.out);
        assertEquals(0, sweep(FORBIDDEN, "--conditional --steps 5").code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--penalty r1,r9 | expected one of wgan-gp, one-sided",
                "--lambda 1,, | expected a number of at least 0, found ''",
                "--seed 5..1 | from the lower to the higher, found '5..1'",
                "--seed 1..1000000 | expected at most 10000 whole numbers",
                "--stepz 5 | Unknown options: '--stepz', '5'",
                "--threads 2 | expected --jobs, how many run at once, found --threads",
                "--metric modez | expected one of modes, high-quality",
                "--penalty none,clip --lambda 1 | --penalty none has no use for --lambda"
            })
    void aWrongOptionExitsWithTwo(String options, String expected) {
        Outcome outcome = sweep(FORBIDDEN, options);
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.contains(expected), outcome.err);
    }
}
