package dev.nabla2.lab.audit.critics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Claim.Agreement;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuresTest {
    private static final AuditSettings SETTINGS = new AuditSettings(
            DataChoice.RING8,
            0,
            Critics.mlp(List.of(Activation.RELU), List.of(8)),
            List.of(PenaltyChoice.R1),
            0.1,
            List.of(1L, 2L),
            List.of(0, 5),
            1e-3,
            32,
            5,
            2048,
            0.005,
            1);

    /** Two seeds whose numbers differ by as much for every way, so that gains have almost no error. */
    private static Results results(double automatic, double mended, double longer) {
        return new Results(Map.of(
                "critic-r1-seed1", run(automatic, mended, longer, 0),
                "critic-r1-seed2", run(automatic, mended, longer, 0.5),
                "gan-r1-seed1", run(automatic, mended, longer, 0),
                "gan-r1-seed2", run(automatic, mended, longer, 0.5)));
    }

    private static Measured run(double automatic, double mended, double longer, double more) {
        Measured measured = Measured.nothing().with(CriticCure.RATIO, 2 + more);
        for (String number : List.of(CriticCure.LOSS, CriticCure.PENALTY, GanCure.DISTANCE, GanCure.NEAR)) {
            measured = measured.with(Way.AUTOMATIC.of(number), automatic + more)
                    .with(Way.MENDED.of(number), mended + more * 1.01)
                    .with(Way.LONGER.of(number), longer + more);
        }
        return measured;
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 2.5, YES", "3, 2, 1, PARTLY", "1, 2, 3, PARTLY", "1, 2, 1, NO", "2, 2, 2, NO"})
    void aCureHasLessLeftAtEqualStepsAndAtEqualTime(
            double automatic, double mended, double longer, Agreement expected) {
        List<Claim> claims =
                new Cures(SETTINGS).claims(results(automatic, mended, longer)).toList();
        assertEquals(2, claims.size());
        claims.forEach(claim -> assertEquals(expected, claim.agreement(), claim.here()));
    }

    @Test
    void tablesHaveEveryWayWithItsTime() {
        for (NumberTable table : new Cures(SETTINGS).tables(results(3, 2, 1))) {
            assertEquals(3, table.rows().size());
            assertEquals(
                    List.of(1.0, 2.25, 2.25),
                    table.rows().stream().map(row -> row.values().get(4)).toList());
        }
    }

    @Test
    void workThatIsDoneFourTimesTakesLongerInProcessorTime() {
        double[] sink = new double[1];
        Runnable once = () -> {
            for (int i = 1; i < 2_000_000; i++) {
                sink[0] += Math.sqrt(i);
            }
        };
        double ratio = ProcessorTime.ratio(
                () -> {
                    for (int i = 0; i < 4; i++) {
                        once.run();
                    }
                },
                once,
                5);
        assertTrue(ratio > 2 && ratio < 8, String.valueOf(ratio));
        assertEquals(1, ProcessorTime.ratio(() -> {}, once, 1));
    }
}
