package dev.nabla2.engine.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.MadeBlocks;
import dev.nabla2.engine.op.Registry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of second derivatives is what the registry says. */
class ContractTableTest {
    @Test
    void thePageIsWhatTheRegistrySays() throws IOException {
        Map<String, Supplier<String>> makers =
                kinds().collect(Collectors.toMap(Function.identity(), kind -> () -> ContractTable.of(kind)));
        MadeBlocks.check("docs/second-derivatives.md", makers);
    }

    @Test
    void everyRegisteredFunctionHasARow() {
        String all = kinds().map(ContractTable::of).collect(Collectors.joining());
        Registry.examples()
                .forEach(example -> assertTrue(
                        all.contains("| `" + example.signature() + "` |"), () -> "no row of " + example.signature()));
    }

    @Test
    void rowsSayWhatIsKnownOfThemByHand() {
        String pointwise = ContractTable.of("pointwise");
        assertHas(pointwise, "| `tanh` | `1 − y²` | `−(1 − y²)·(2·y)` | C^∞ |  |  |");
        assertHas(pointwise, "| `relu` | `step(x)` | nothing | C⁰ | x = 0 |");
        assertHas(pointwise, "y′(0) = 0.2, y′′(0) = 0");
        assertHas(pointwise, "| `relu(forbidden)` | `step[forbidden](x)` | an error |");
        assertHas(pointwise, "| `step(forbidden)` | an error | an error |");
        assertHas(ContractTable.of("linear"), "| `flip(1)` | `flip[1](ẋ)` | `flip[1](ȳ)` |");
    }

    @Test
    void noFormulaReadsAsALink() {
        kinds().map(ContractTable::of)
                .flatMap(String::lines)
                .forEach(row -> assertFalse(row.replaceAll("`[^`]*`", "").contains("]("), row));
    }

    private static void assertHas(String table, String row) {
        assertTrue(
                table.contains(row),
                () -> "expected " + row + ", found\n"
                        + Arrays.stream(table.split("\n"))
                                .filter(line -> line.startsWith(row.substring(0, Math.min(8, row.length()))))
                                .collect(Collectors.joining("\n")));
    }

    private static Stream<String> kinds() {
        return Stream.of("pointwise", "linear", "bilinear", "discrete", "composed");
    }
}
