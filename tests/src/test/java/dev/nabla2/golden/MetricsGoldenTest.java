package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.lab.metrics.ClassifierScores;
import dev.nabla2.lab.metrics.Coverage;
import dev.nabla2.lab.metrics.ExactWasserstein;
import dev.nabla2.lab.metrics.FrechetDistance;
import dev.nabla2.lab.metrics.Gaussian;
import dev.nabla2.lab.metrics.KernelDistance;
import dev.nabla2.lab.metrics.Points;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics of given samples against NumPy and SciPy. */
class MetricsGoldenTest {
    private static final double TOLERANCE = 1e-10;

    static Stream<JsonNode> samples() {
        return cases("samples");
    }

    static Stream<JsonNode> gaussians() {
        return cases("gaussians");
    }

    static Stream<JsonNode> classes() {
        return cases("classes");
    }

    private static Stream<JsonNode> cases(String metric) {
        List<JsonNode> cases = Golden.cases("metrics").stream()
                .filter(c -> c.required("metric").textValue().equals(metric))
                .toList();
        assertEquals(metric.equals("classes") ? 2 : 4, cases.size(), metric);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theFrechetDistanceOfSamplesAgrees(JsonNode golden) {
        assertAgrees(golden, "frechet", FrechetDistance.squared(points(golden, "x"), points(golden, "y")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theKernelDistanceAgrees(JsonNode golden) {
        assertAgrees(golden, "kernel", KernelDistance.squared(points(golden, "x"), points(golden, "y")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theExactWassersteinDistanceAgrees(JsonNode golden) {
        Points xs = points(golden, "x");
        Points ys = points(golden, "y");
        assertEquals(xs.count() == ys.count(), golden.has("wasserstein"));
        if (golden.has("wasserstein")) {
            assertAgrees(golden, "wasserstein", ExactWasserstein.distance(xs, ys));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void precisionRecallDensityAndCoverageAgree(int k) {
        samples().forEach(golden -> {
            Coverage found = Coverage.of(points(golden, "x"), points(golden, "y"), k);
            assertAgrees(
                    golden, "neighbourhoods" + k, found.precision(), found.recall(), found.density(), found.coverage());
        });
    }

    @ParameterizedTest
    @MethodSource("gaussians")
    void theFrechetDistanceOfGaussiansAgrees(JsonNode golden) {
        assertAgrees(golden, "frechet", FrechetDistance.squared(gaussian(golden, 0), gaussian(golden, 1)));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void theScoresOfClassProbabilitiesAgree(JsonNode golden) {
        Points generated = points(golden, "generated");
        double mode = ClassifierScores.mode(generated, points(golden, "real"));
        assertAgrees(golden, "scores", ClassifierScores.inception(generated), mode);
    }

    private static void assertAgrees(JsonNode golden, String what, double... found) {
        GoldenTolerance.assertClose(what, found, Golden.numbers(golden.required(what)), TOLERANCE);
    }

    private static Points points(JsonNode golden, String name) {
        JsonNode rows = golden.required(name);
        return new Points(Golden.numbers(rows), rows.get(0).size());
    }

    private static Gaussian gaussian(JsonNode golden, int which) {
        return new Gaussian(
                Golden.numbers(golden.required("means").get(which)),
                Golden.numbers(golden.required("covariances").get(which)));
    }
}
