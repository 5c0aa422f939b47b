package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says of games whose eigenvalues can be written down. */
@Tag("one-java")
class SpectrumCommandTest {
    private static final double EXACT = 1e-9;

    private static String nabla2(int code, String arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int found = Main.run(
                List.of(arguments.split(" ")),
                new PrintWriter(out),
                new PrintWriter(err),
                new Interruption(),
                GanTraining::new);
        assertEquals(code, found, err::toString);
        return code == 0 ? out.toString() : err.toString();
    }

    private static JsonNode json(String arguments) throws IOException {
        return new ObjectMapper().readTree(nabla2(0, "spectrum " + arguments + " --json"));
    }

    /** Both eigenvalues, re ± root, where the root of a negative number is imaginary. */
    private static void check(double re, double square, JsonNode found) {
        assertEquals(2, found.size());
        double root = Math.sqrt(Math.abs(square));
        for (int i = 0; i < 2; i++) {
            double sign = i == 0 ? 1 : -1;
            assertEquals(
                    re + (square > 0 ? sign * root : 0), found.get(i).get("re").asDouble(), EXACT);
            assertEquals(square > 0 ? 0 : sign * root, found.get(i).get("im").asDouble(), EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 10})
    void consensusMovesTheBilinearGamesEigenvaluesToTheLeftByGamma(double gamma) throws IOException {
        JsonNode found = json("--game bilinear --plain --dynamics consensus --gamma " + gamma);
        check(-gamma, -1, found.get("eigenvalues"));
        check(0, -1, found.get("plain"));
        // |1 + h(−γ ± i)| < 1 is h < 2γ / (γ² + 1).
        assertEquals(2 * gamma / (gamma * gamma + 1), found.get("largestStep").asDouble(), EXACT);
    }

    @Test
    void theDiracGanTurnsAtHalfARadian() throws IOException {
        check(0, -0.25, json("--game dirac").get("eigenvalues"));
        check(0, -0.25, json("--game dirac --objective non-saturating").get("eigenvalues"));
        check(0, -1, json("--game dirac --objective wasserstein").get("eigenvalues"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 3})
    void r1MovesTheDiracGansEigenvalues(double gamma) throws IOException {
        JsonNode found = json("--game dirac --penalty r1 --gamma " + gamma);
        check(-gamma / 2, gamma * gamma / 4 - 0.25, found.get("eigenvalues"));
        assertEquals(0, found.get("rest").asDouble());
        JsonNode both = json("--game dirac --penalty r1 --lambda " + gamma);
        assertEquals(found.get("eigenvalues"), both.get("eigenvalues"));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 100", "0.2, 500"})
    void theUnclippedDiracWganGrowsByTheRootOfOnePlusTheSquaredStep(double step, int steps) throws IOException {
        JsonNode played = json("--game dirac --objective wasserstein --step " + step + " --steps " + steps)
                .get("played")
                .get(0);
        double each = Math.sqrt(1 + step * step);
        assertEquals(each, played.get("growthPerStep").asDouble(), 1e-12);
        assertEquals(each, played.get("predictedPerStep").asDouble(), 1e-12);
        assertEquals(steps, played.get("steps").asInt());
        assertEquals(Math.pow(each, steps), played.get("growth").asDouble(), 1e-8 * Math.pow(each, steps));
    }

    /**
     * The critic, who wants θφ large, will be at φ + Khθ after K steps. The generator's gradient of θ(φ + Khθ) is φ + Khθ where the
     * critic's steps are taken for constants, and φ + 2Khθ where they are not: θ' = −φ − cKhθ, φ' = θ, whose eigenvalues are
     * −cKh/2 ± √((cKh)²/4 − 1).
     */
    @ParameterizedTest
    @CsvSource({"1, 0.1", "5, 0.1", "10, 0.3"})
    void unrollingHasItsClosedForm(int steps, double step) throws IOException {
        String game = "--game bilinear --dynamics unrolled --unroll " + steps + " --step " + step;
        double reach = steps * step;
        check(-reach, reach * reach - 1, json(game).get("eigenvalues"));
        check(-reach / 2, reach * reach / 4 - 1, json(game + " --first-order").get("eigenvalues"));
    }

    /** Critic first: φ⁺ = φ + hθ, θ⁺ = θ − hφ⁺, of trace 2 − h² and determinant 1: on the unit circle for h up to 2. */
    @Test
    void takingTurnsTheBilinearGameStaysOnTheUnitCircle() throws IOException {
        JsonNode found = json("--game bilinear --dynamics alternating --step 0.4");
        double re = 1 - 0.4 * 0.4 / 2;
        check(re, re * re - 1, found.get("multipliers"));
        assertEquals(2, found.get("largestStep").asDouble(), 1e-4);
    }

    /** w⁺ = w + 2hAw − hAw⁻ with A² = −1: the multipliers solve μ² − (1 ± 2hi)μ ± hi = 0, here by products of all four. */
    @Test
    void optimisticStepsHaveFourMultipliers() throws IOException {
        JsonNode found =
                json("--game bilinear --dynamics optimistic --step 0.2").get("multipliers");
        assertEquals(4, found.size());
        for (JsonNode one : found) {
            double re = one.get("re").asDouble();
            double im = one.get("im").asDouble();
            double left = residual(re, im, 0.2);
            assertEquals(0, Math.min(left, residual(re, im, -0.2)), EXACT);
        }
    }

    private static double residual(double re, double im, double h) {
        double squareRe = re * re - im * im;
        double squareIm = 2 * re * im;
        return Math.hypot(squareRe - re + 2 * h * im, squareIm - im - 2 * h * re + h);
    }

    /** At w = 0, a = 1, b = 0 the pairs (w₂, a) and (w₁, b) part: −4η/9 ± √((4η/9)² − 4/9) and −η ± √(η² − 1). */
    @Test
    void theLinearQuadraticGanIsHeldByTheRegularisedGenerator() throws IOException {
        double eta = 0.5;
        JsonNode found = json("--game lq-wgan --dynamics gradient-regularised --eta 0.5");
        double first = Math.sqrt(4.0 / 9 - Math.pow(4 * eta / 9, 2));
        double second = Math.sqrt(1 - eta * eta);
        double[][] expected = {{-4 * eta / 9, first}, {-4 * eta / 9, -first}, {-eta, second}, {-eta, -second}};
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    expected[i][0], found.get("eigenvalues").get(i).get("re").asDouble(), EXACT);
            assertEquals(
                    expected[i][1], found.get("eigenvalues").get(i).get("im").asDouble(), EXACT);
        }
        assertEquals(0, found.get("rest").asDouble(), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--game bilinear --dynamics consensus --gamma 0.5",
                "--game bilinear --dynamics extragradient",
                "--game bilinear --dynamics optimistic",
                "--game dirac --penalty r1 --gamma 0.5",
                "--game dirac --penalty r1 --gamma 0.5 --dynamics alternating",
                "--game lq-wgan --dynamics gradient-regularised --eta 0.9",
                "--game lq-wgan --dynamics unrolled --unroll 3"
            })
    void stepsThatAreSaidToLeadAwayDoAndShorterOnesDoNot(String game) throws IOException {
        JsonNode found = json(game);
        assertTrue(found.get("largestStep").asDouble() > 0);
        JsonNode played = found.get("played");
        assertEquals(3, played.size());
        for (JsonNode one : played) {
            double each = one.get("growthPerStep").asDouble();
            assertEquals(one.get("predictedPerStep").asDouble(), each, 4e-3, game + ": " + one);
        }
        assertTrue(played.get(1).get("growthPerStep").asDouble() < 1, game);
        assertTrue(played.get(2).get("growthPerStep").asDouble() > 1, game);
    }

    @Test
    void arnoldiFindsTheLeadingEigenvaluesOfARunWhichCanBeTakenAgain(@TempDir Path folder) throws IOException {
        nabla2(0, "train --hidden 6x2 --latent 3 --batch 16 --steps 5 --threads 1 --json --out " + folder);
        String run = "--run " + folder + " --dynamics simultaneous --threads 1";
        JsonNode whole = json(run).get("eigenvalues");
        JsonNode some = json(run + " --whole-up-to 10 --count 4").get("eigenvalues");
        assertTrue(whole.size() > 100 && some.size() < 12, whole.size() + " and " + some.size());
        assertEquals(whole.get(0).get("re").asDouble(), some.get(0).get("re").asDouble(), 1e-6);
        for (JsonNode one : some) {
            double nearest = Double.POSITIVE_INFINITY;
            for (JsonNode other : whole) {
                nearest = Math.min(
                        nearest,
                        Math.hypot(
                                one.get("re").asDouble() - other.get("re").asDouble(),
                                one.get("im").asDouble() - other.get("im").asDouble()));
            }
            assertEquals(0, nearest, 1e-6);
        }
        JsonNode again = json(run + " --train 5 --looks 1");
        assertEquals(
                List.of(0, 5),
                again.get("along").findValues("step").stream()
                        .map(JsonNode::asInt)
                        .toList());
        double last = whole.get(0).get("re").asDouble();
        assertEquals(last, again.get("eigenvalues").get(0).get("re").asDouble(), 1e-3 * last);
        assertTrue(nabla2(2, "spectrum " + run + " --train 6").contains("expected at most the 5 steps"));
    }

    @Test
    void theMixtureIsLookedAtWhileItIsTrained() throws IOException {
        JsonNode found = json("--game mog --train 2 --looks 1 --whole-up-to 10 --count 2 --threads 1");
        assertEquals(2, found.get("along").size());
        assertEquals(0, found.get("along").get(0).get("step").asInt());
        JsonNode last = found.get("along").get(1);
        assertEquals(2, last.get("step").asInt());
        double largest = 0;
        for (JsonNode one : found.get("eigenvalues")) {
            largest = Math.max(
                    largest, Math.hypot(one.get("re").asDouble(), one.get("im").asDouble()));
        }
        assertEquals(largest, last.get("largest").asDouble(), 1e-12 * largest);
        assertEquals(2_003, found.get("parameters").asInt());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertTrue(nabla2(2, "spectrum --game bilinear --penalty r1").contains("no use for --penalty"));
        assertTrue(nabla2(2, "spectrum --game dirac --gamma 1").contains("--gamma needs"));
        assertTrue(nabla2(2, "spectrum --game checkpoint").contains("needs --run"));
        assertTrue(nabla2(2, "spectrum --game dirac --train 5").contains("no use for --train"));
        assertTrue(nabla2(2, "spectrum --dynamics optimistic --plain").contains("no use for --plain"));
        assertTrue(nabla2(2, "spectrum --game dirac --penalty r1 --gamma 1 --lambda 1")
                .contains("--gamma"));
    }

    @Test
    void aPageWithPicturesIsWrittenThatAsksForNothingFromElsewhere(@TempDir Path folder) throws IOException {
        nabla2(0, "spectrum --game dirac --penalty r1 --gamma 0.5 --steps 60 --out " + folder);
        for (String name : List.of("eigenvalues.png", "flow.png", "basin.png")) {
            assertTrue(Files.size(folder.resolve(name)) > 5_000, name);
        }
        String page = Files.readString(folder.resolve("spectrum.html"));
        assertTrue(page.contains("<h2>The basin of attraction</h2>"), "sections");
        assertFalse(page.matches("(?s).*(?:src|href|srcset)=\"(?!data:).*"), "requests");
        JsonNode kept =
                new ObjectMapper().readTree(folder.resolve("spectrum.json").toFile());
        check(-0.25, 0.0625 - 0.25, kept.get("eigenvalues"));
    }

    @Test
    void theTableNamesTheEigenvaluesAndTheLargestStep() {
        String text = nabla2(0, "spectrum --game bilinear --dynamics consensus --gamma 0.5");
        assertTrue(text.contains("Steps beyond 0.800 lead away"), text);
        assertTrue(text.contains("-0.500000000000000 +"), text);
    }
}
