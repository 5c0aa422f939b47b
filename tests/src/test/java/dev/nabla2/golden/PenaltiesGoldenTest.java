package dev.nabla2.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.engine.backend.cpu.CpuBackend;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Critics' slopes, their penalties, and derivatives of these to third order, against PyTorch. */
class PenaltiesGoldenTest {
    /** Value, slope, norms, and three penalties. */
    private static final int FIXED_RESULTS = 6;

    /** The gradients of the mean and of three penalties, and the Hessian product in two modes. */
    private static final int RESULTS_PER_PARAMETER = 6;

    static Stream<Named<JsonNode>> cases() {
        return Golden.cases("penalties").stream()
                .map(c -> Named.of(c.required("activation").textValue() + " " + c.required("sizes"), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReferenceBackendAgreesToThirdOrder(JsonNode golden) {
        assertErrors(Backends.reference(), golden, GoldenTolerance::ofDouble);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCpuBackendAgreesToThirdOrderInFloats(JsonNode golden) {
        assertErrors(new CpuBackend(1), golden, GoldenTolerance::ofFloat);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCpuBackendAgreesToThirdOrderInDoubles(JsonNode golden) {
        assertErrors(Backends.cpu(1, Precision.DOUBLE), golden, GoldenTolerance::ofDouble);
    }

    private static void assertErrors(Backend backend, JsonNode golden, IntToDoubleFunction tolerance) {
        PenaltyErrors.of(backend, golden)
                .assertWithin(
                        tolerance,
                        FIXED_RESULTS
                                + RESULTS_PER_PARAMETER
                                        * golden.required("parameters").size());
    }
}
