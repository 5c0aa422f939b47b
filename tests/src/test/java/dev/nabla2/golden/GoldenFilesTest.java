package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files themselves: whole, and checked by a second method when they were made. */
class GoldenFilesTest {
    private static final Set<String> ACTIVATIONS = Set.of(
            "relu",
            "leaky_relu(0.2)",
            "elu(1.0)",
            "elu(0.7)",
            "selu",
            "softplus(1.0)",
            "softplus(3.0)",
            "tanh",
            "sigmoid",
            "gelu",
            "silu");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "penalties",
                "pointwise",
                "optimisers",
                "wgan_gp_step",
                "critics",
                "games",
                "unrolled",
                "convolutions",
                "normalisation",
                "sampling",
                "composed",
                "objectives",
                "metrics",
                "layers"
            })
    void everySectionSaysHowItWasMadeAndAgreedWithASecondMethod(String section) {
        JsonNode header = Golden.header(section);
        JsonNode discrepancy = header.required("largestDiscrepancy");
        assertAll(
                () -> assertTrue(!header.required("torch").textValue().isEmpty()),
                () -> assertTrue(header.required("seed").isInt()),
                () -> assertTrue(Golden.numbers(discrepancy).length > 0, "a discrepancy is recorded"));
        for (double d : Golden.numbers(discrepancy)) {
            assertTrue(d < 1e-6, "discrepancy " + d);
        }
    }

    @Test
    void everyActivationHasItsCritics() {
        Set<String> seen = new TreeSet<>();
        Golden.cases("penalties").forEach(c -> seen.add(c.required("activation").textValue()));
        assertEquals(new TreeSet<>(ACTIVATIONS), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"critics", "games"})
    void denseAndConvolutionalNetworksHaveEightActivationsEach(String section) {
        Map<String, Set<String>> seen = new TreeMap<>();
        Golden.cases(section)
                .forEach(c -> seen.computeIfAbsent(c.required("kind").textValue(), kind -> new TreeSet<>())
                        .add(c.required("activation").textValue()));
        Set<String> eight = new TreeSet<>(
                Set.of("relu", "leaky_relu(0.2)", "elu(1.0)", "softplus(1.0)", "tanh", "sigmoid", "gelu", "silu"));
        assertEquals(Map.of("mlp", eight, "convolutional", eight), seen);
    }
}
