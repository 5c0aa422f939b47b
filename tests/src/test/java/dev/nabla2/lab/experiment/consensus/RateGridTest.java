package dev.nabla2.lab.experiment.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateGridTest {
    private static final Contender ANY = LearningRates.SIMULTANEOUS;
    private static final RateGrid GRID = new RateGrid(List.of(ANY), new Conditions(1, false, Optional.empty()));

    /** Runs whose distances end at these after a long way from 9. */
    private static Measured runs(double... ends) {
        double[] diverged = new double[ends.length];
        Measured measured = Measured.nothing().with("steps", 1, 2, 3, 4);
        for (int run = 0; run < ends.length; run++) {
            boolean stopped = Double.isNaN(ends[run]);
            diverged[run] = stopped ? 1 : 0;
            double[] series = stopped ? new double[] {9, 0} : new double[] {9, 9, 9, ends[run]};
            measured = measured.with("distance-" + (run + 1), series)
                    .with("modes-" + (run + 1), series)
                    .with("near-" + (run + 1), series);
        }
        return measured.with("diverged", diverged);
    }

    private static Results results(Measured... byRate) {
        Map<String, Measured> parts = new LinkedHashMap<>();
        for (int i = 0; i < byRate.length; i++) {
            parts.put(new RateGrid.Cell(ANY, GRID.rates().get(i)).name(), byRate[i]);
        }
        return new Results(parts);
    }

    @Test
    void theBestRateIsThatOfTheLeastMedianDistanceAtTheEndAndDivergedRunsAreInfinitelyFar() {
        Results results =
                results(runs(0.5, 0.2, 0.9), runs(0.3, 0.1, 0.4), runs(Double.NaN, 0.01, Double.NaN), runs(2, 5, 1));
        RateGrid.Score best = GRID.best(results, ANY);
        assertEquals(1e-3, best.cell().rate());
        assertEquals(0.3, best.distance());
        assertEquals(0, best.lost());
        RateGrid.Score diverging = GRID.scores(results, ANY).get(2);
        assertEquals(Double.POSITIVE_INFINITY, diverging.distance());
        assertEquals(0, diverging.modes());
        assertEquals(2, diverging.lost());
        assertEquals(Double.POSITIVE_INFINITY, GRID.worst(results, ANY));
        // 0.5 and 0.3 are at most twice 0.3; 2 and infinity are not.
        assertEquals(2, GRID.goodRates(results, ANY));
    }
}
