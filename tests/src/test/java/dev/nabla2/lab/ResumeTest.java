package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that stop in all ways but by losing their process, which {@link KilledRunTest} is about, and go on. */
@Tag("one-java")
class ResumeTest {
    private static final int STEPS = 63;

    @TempDir
    private Path folder;

    private Path run;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void nameTheRun() {
        run = folder.resolve("run");
    }

    private static Outcome nabla2(BiFunction<RunSettings, DataSet, Training> trainer, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Main.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err), new Interruption(), trainer);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Outcome begin(BiFunction<RunSettings, DataSet, Training> trainer, Path where, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", where.toString(), "--json"));
        Stream.of(("--hidden 8x2 --batch 16 --threads 1 --checkpoint-every 7 --steps " + STEPS).split(" "))
                .forEach(arguments::add);
        arguments.addAll(List.of(more));
        return nabla2(trainer, arguments.toArray(String[]::new));
    }

    private Outcome resume(BiFunction<RunSettings, DataSet, Training> trainer, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--resume", run.toString(), "--json", "--checkpoint-every", "7"));
        arguments.addAll(List.of(more));
        return nabla2(trainer, arguments.toArray(String[]::new));
    }

    /** All that a run leaves, but for how long it took, is what one leaves that never stopped. */
    private void assertAsIfNeverStopped(Path whole, String... besides) throws IOException {
        List<String> names = new ArrayList<>(List.of("checkpoint.safetensors", "snapshots.safetensors", "samples.csv"));
        names.addAll(List.of(besides));
        for (String name : names) {
            assertArrayEquals(Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(run.resolve(name)), name);
        }
        assertEquals(withoutSeconds(whole), withoutSeconds(run));
    }

    private static List<String> withoutSeconds(Path run) throws IOException {
        try (Stream<String> rows = Files.lines(run.resolve("metrics.csv"))) {
            return rows.map(row -> row.replaceFirst(",[^,]*", "")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--optimiser rmsprop --lazy 4 --penalty r1 --objective non-saturating --ema 0.9",
                "--relu mollified:0.3..0.003 --penalty r1-r2 --activation leaky-relu",
                "--data swissroll --dynamics optimistic --penalty spectral-norm --precision double --instance-noise 0.1"
            })
    void aRunThatDiedGoesOnAsIfItNeverHad(String options) throws IOException {
        // All die when the last step is kept, since a report costs more than all steps.
        BiFunction<RunSettings, DataSet, Training> toTheEnd = StoppingTraining.dyingAfter(STEPS);
        String[] more = options.split(" ");
        Path whole = folder.resolve("whole");
        begin(toTheEnd, whole, more);
        begin(StoppingTraining.dyingAfter(40), run, more);
        Outcome outcome = resume(toTheEnd);
        assertTrue(outcome.err.startsWith("continuing after step 35 of 63"), outcome.err);
        assertAsIfNeverStopped(whole);
    }

    @Test
    void aRunThatWasInterruptedGoesOnFromItsLastStepAndOneThatIsDoneSaysSo() throws IOException {
        Path whole = folder.resolve("whole");
        begin(GanTraining::new, whole);
        assertEquals(130, begin(StoppingTraining.cancelledAfter(37), run).code);
        Outcome outcome = resume(GanTraining::new, "--threads", "2");
        assertTrue(outcome.err.startsWith("continuing after step 37 of 63"), outcome.err);
        assertAsIfNeverStopped(whole, "generator.safetensors", "samples.png");
        Files.delete(run.resolve("samples.png"));
        Outcome again = resume(GanTraining::new);
        assertEquals(0, again.code);
        assertEquals("all 63 steps are done", again.err.strip());
        assertTrue(again.out.contains("\"steps\":63"), again.out);
        assertAsIfNeverStopped(whole, "generator.safetensors", "samples.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--learning-rate 0.003     | --learning-rate: the run has 0.002, found 0.003",
                "--steps 61                | --steps: the run has 63, found 61",
                "--penalty clip            | --penalty: the run has wgan-gp, found clip",
                "--ema 0.9 --hidden 9x2    | --ema: the run has none, found 0.9; --hidden: the run has 8x2, found 9x2",
                "--seed 1 --batch 32       | --batch: the run has 16, found 32",
                "--out elsewhere           | expected --resume or --out, found both",
                "--config elsewhere        | expected --resume or --config, found both"
            })
    void whatWouldChangeARunIsRefusedWithTheDifference(String options, String expected) throws IOException {
        begin(StoppingTraining.dyingAfter(20), run);
        byte[] before = Files.readAllBytes(run.resolve("metrics.csv"));
        Outcome outcome = resume(GanTraining::new, options.split(" "));
        assertEquals(2, outcome.code);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
        assertArrayEquals(before, Files.readAllBytes(run.resolve("metrics.csv")), "nothing was touched");
    }

    @Test
    void whatIsGivenAgainInOtherWordsChangesNothing() {
        begin(StoppingTraining.dyingAfter(20), run);
        Outcome outcome = resume(
                StoppingTraining.dyingAfter(21), "--learning-rate", "2e-3", "--hidden", "8,8", "--data", "ring8");
        assertTrue(outcome.err.startsWith("continuing after step 14 of 63"), outcome.err);
    }

    @Test
    void aRunThatGoesOnWithOtherKernelsSaysSo() throws IOException {
        begin(StoppingTraining.dyingAfter(20), run);
        Path config = run.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"cpu (floats, ", "\"cpu (floats, other "));
        Outcome outcome = resume(StoppingTraining.dyingAfter(15));
        assertTrue(outcome.err.contains("began on cpu (floats, other "), outcome.err);
        assertTrue(outcome.err.contains("not bit for bit"), outcome.err);
    }

    @Test
    void aBrokenFolderIsToldInOneLine() throws IOException {
        assertOneLine("config.json: expected the configuration of a run, found no such file");
        begin(StoppingTraining.dyingAfter(20), run);
        String metrics = Files.readString(run.resolve("metrics.csv"));
        Files.writeString(run.resolve("metrics.csv"), metrics.substring(0, metrics.indexOf("\n9,")));
        assertOneLine("metrics.csv: expected the rows of 14 steps, found those of 7");
        Files.writeString(run.resolve("metrics.csv"), metrics.replace("\n5,", "\n55,"));
        assertOneLine("metrics.csv: expected the row of step 5, found '55,");
        Files.writeString(run.resolve("metrics.csv"), metrics);
        Files.writeString(run.resolve("checkpoint.safetensors"), "much too short to be a checkpoint");
        assertOneLine("checkpoint.safetensors: expected a header of at most");
        Files.writeString(run.resolve("config.json"), "{\"options\": ");
        assertOneLine("config.json: expected JSON, found something else at line 1");
        Files.writeString(run.resolve("config.json"), "{\"steps\": 63}");
        assertOneLine("config.json: expected the configuration of a run with an object options, found none");
    }

    private void assertOneLine(String expected) {
        Outcome outcome = resume(GanTraining::new);
        assertEquals(1, outcome.code, outcome.err);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
    }

    @Test
    void theCheckpointOfAnotherRunIsRefused() throws IOException {
        begin(StoppingTraining.dyingAfter(20), run);
        Path other = folder.resolve("other");
        begin(StoppingTraining.dyingAfter(7), other, "--optimiser", "sgd");
        Files.copy(
                other.resolve("checkpoint.safetensors"),
                run.resolve("checkpoint.safetensors"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertOneLine("checkpoint.safetensors: expected a checkpoint of this run, found one of another");
    }

    @Test
    void noTwoProcessesGoOnWithOneRun() throws IOException {
        begin(StoppingTraining.dyingAfter(20), run);
        try (FileChannel file = FileChannel.open(run.resolve("metrics.csv"), StandardOpenOption.WRITE)) {
            file.lock();
            assertOneLine("expected a run that no process is at, found one that another is at");
            assertEquals(1, begin(GanTraining::new, run).code);
        }
        assertTrue(resume(StoppingTraining.dyingAfter(15)).err.startsWith("continuing after step 14"));
    }

    @Test
    void aRunThatBeginsInAnOldFolderForgetsTheOldRunAndNothingElse() throws IOException {
        begin(StoppingTraining.dyingAfter(20), run);
        Path report = Files.writeString(run.resolve("report.html"), "of the old run");
        Path events = Files.writeString(run.resolve("events.out.tfevents.1.another-program"), "of another program");
        begin(StoppingTraining.dyingAfter(3), run, "--seed", "2");
        assertFalse(Files.exists(run.resolve("checkpoint.safetensors")) || Files.exists(report));
        assertTrue(Files.exists(events));
        Outcome outcome = resume(StoppingTraining.dyingAfter(1));
        assertTrue(outcome.err.startsWith("continuing after step 0 of 63"), outcome.err);
    }

    @Test
    void aConfigurationGivesTheRunAgainAndOptionsBesideItCountMore() throws IOException {
        String[] more = "--ema 0.9 --lambda 0.3 --schedule cosine --clip-norm 5".split(" ");
        Path whole = folder.resolve("whole");
        begin(StoppingTraining.dyingAfter(21), whole, more);
        String config = whole.resolve("config.json").toString();
        String[] again = {"train", "--config", config, "--checkpoint-every", "7", "--out", run.toString()};
        nabla2(StoppingTraining.dyingAfter(21), again);
        assertAsIfNeverStopped(whole);
        List<String> other = new ArrayList<>(List.of(again));
        other.addAll(List.of("--penalty", "clip", "--clip-value", "0.1"));
        nabla2(StoppingTraining.dyingAfter(1), other.toArray(String[]::new));
        String written = Files.readString(run.resolve("config.json"));
        for (String expected : List.of(
                "\"--clip\" : \"0.01\"",
                "\"--optimiser\" : \"rmsprop\"",
                "\"--learning-rate\" : \"0.00005\"",
                "\"--clip-value\" : \"0.1\"",
                "\"--ema\" : \"0.9\"")) {
            assertTrue(written.contains(expected), written);
        }
        assertFalse(written.contains("--lambda\" :") || written.contains("--clip-norm\" :"), written);
    }

    @Test
    void aFlagInAConfigurationIsTrueOrLeftOut() throws IOException {
        begin(StoppingTraining.dyingAfter(1), run, "--conditional");
        Path config = run.resolve("config.json");
        String written = Files.readString(config);
        String changed = written.replace("\"--conditional\" : \"true\"", "\"--conditional\" : \"false\"");
        assertFalse(changed.equals(written), written);
        Files.writeString(config, changed);
        Outcome outcome = resume(GanTraining::new);
        assertEquals(2, outcome.code);
        assertTrue(outcome.err.contains("expected --conditional as \"true\""), outcome.err);
    }
}
