package dev.nabla2.lab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.run.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final Grid THREE = new Grid(
            List.of(axis("--batch", "8", "16"), axis("--lambda", "1", "2"), axis("--latent", "3", "4")), List.of("1"));

    private static Axis axis(String option, String... values) {
        return new Axis(option, List.of(values), false);
    }

    private static Score slope(double slope) {
        Evaluation none = new Evaluation(Optional.empty(), 0);
        return new Score(Ending.FINISHED, "", 1, 1, none, none, 0, slope);
    }

    @Test
    void threeAxesHaveAMapForEveryPairAndOneAxisHasOne() {
        assertEquals(
                3, HeatMap.all(Sweep.empty(THREE, List.of(Metric.SLOPE), "")).size());
        Grid one = new Grid(List.of(axis("--batch", "8", "16")), List.of("1"));
        assertEquals(
                2,
                HeatMap.all(Sweep.empty(one, List.of(Metric.SLOPE, Metric.SECONDS), ""))
                        .size());
    }

    @Test
    void aMapHasTheMediansOverAllOtherAxesFromTheLowestShadeToTheHighest() {
        Sweep sweep = Sweep.empty(THREE, List.of(Metric.SLOPE), "");
        for (Grid.Cell cell : THREE.cells()) {
            int batch = Integer.parseInt(cell.values().get(0));
            int latent = Integer.parseInt(cell.values().get(2));
            sweep = sweep.with(cell, "1", slope(cell.values().get(1).equals("1") ? batch + latent : 100));
        }
        String map = new HeatMap(sweep, Metric.SLOPE, Optional.of(0), 1).html();
        assertTrue(
                map.contains("<th scope=\"row\">8</th><td class=\"shade0\">11.5</td><td class=\"shade15\">100</td>"),
                map);
        assertTrue(
                map.contains("<th scope=\"row\">16</th><td class=\"shade1\">19.5</td><td class=\"shade15\">100</td>"),
                map);
        assertTrue(map.contains("medians over seeds and all values of the other options"), map);
    }
}
