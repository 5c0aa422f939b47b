package dev.nabla2.lab.audit.critics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRunTest {
    @TempDir
    private Path folder;

    private AuditRun run(Long... seeds) {
        AuditSettings settings = new AuditSettings(
                DataChoice.RING8,
                0,
                Critics.mlp(List.of(Activation.TANH), List.of(4)),
                List.of(PenaltyChoice.R1),
                0.1,
                List.of(seeds),
                List.of(0, 1),
                1e-3,
                16,
                3,
                64,
                0.05,
                1);
        return AuditRun.training(
                settings, RingOfGaussians.ofEight(), new AuditFolder(new RunFolder(folder), "asked", "command"));
    }

    @Test
    void whatACancelledAuditHasNotReachedIsStillOnThePageIfItIsThere() throws IOException {
        assertEquals(2, run(2L).through(line -> {}).size());
        AuditRun both = run(1L, 2L);
        List<String> lines = new ArrayList<>();
        List<AuditRow> rows = both.through(line -> {
            lines.add(line);
            both.cancel();
        });
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("seed 1, step 0"), lines.toString());
        assertFalse(Files.exists(folder.resolve("r1-tanh-seed1.json")));
        assertEquals(
                List.of(2L, 2L), rows.stream().map(row -> row.cell().seed()).toList());
        assertTrue(Files.readString(folder.resolve("report.html")).contains("Of 2 states of 1 critics"));
    }
}
