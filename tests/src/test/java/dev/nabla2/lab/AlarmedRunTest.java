package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.run.GanTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that really collapses: an unbounded critic, and steps so long that all samples are thrown to one place. */
@Tag("one-java")
class AlarmedRunTest {
    @TempDir
    private Path folder;

    @Test
    void aCollapseIsToldInProgressSummaryAndReport() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                List.of(
                        ("train --hidden 16x2 --batch 32 --penalty none --critic-steps 1 --learning-rate 0.05 --schedule constant"
                                        + " --steps 400 --threads 1 --json --out " + folder)
                                .split(" ")),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                GanTraining::new);
        assertEquals(0, code, err::toString);
        JsonNode alarm =
                new ObjectMapper().readTree(out.toString()).get("alarms").get(0);
        assertEquals("mode collapse", alarm.get("kind").asText());
        String told = "mode collapse at step " + alarm.get("step").asInt() + ": "
                + alarm.get("message").asText();
        assertTrue(err.toString().contains("alarm: " + told), err.toString());
        assertTrue(Files.readString(folder.resolve("report.html"))
                .contains("<strong>Alarm.</strong> mode collapse at step"));
    }
}
