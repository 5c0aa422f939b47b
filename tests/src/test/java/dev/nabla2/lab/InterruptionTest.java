package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a process of its own, since what is tested is how a process ends. */
class InterruptionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "which has no such signals")
    void aSignalEndsTrainingWithAReportOfTheStepsDone(String signal, int code) throws Exception {
        Path out = folder.resolve("out.json");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "--data",
                        "ring8",
                        "--hidden",
                        "8x2",
                        "--steps",
                        "1000000",
                        "--backend",
                        "reference",
                        "--out",
                        folder.resolve("run").toString(),
                        "--json")
                .redirectOutput(out.toFile())
                .start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            awaitFirstStep(err);
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            String rest = String.join("\n", err.lines().toList());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(code, process.exitValue(), rest);
        } finally {
            process.destroyForcibly();
        }
        JsonNode json = new ObjectMapper().readTree(Files.readString(out));
        assertTrue(json.get("interrupted").asBoolean());
        assertTrue(json.get("steps").asInt() >= 1);
        assertTrue(
                Files.readString(folder.resolve("run").resolve("report.html")).contains("Stopped early."));
    }

    private static void awaitFirstStep(BufferedReader err) throws IOException {
        String line = err.readLine();
        while (line != null && !line.startsWith("step ")) {
            line = err.readLine();
        }
        assertTrue(line != null, "ended before the first step");
    }
}
