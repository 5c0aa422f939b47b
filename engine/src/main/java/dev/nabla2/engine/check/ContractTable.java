package dev.nabla2.engine.check;

import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kind;
import dev.nabla2.engine.op.Registry;
import dev.nabla2.engine.op.Smoothness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What every operation promises of its derivatives, as tables in Markdown, made from the registry.
 *
 * <p>The formulas are not written by hand: each is read off a tape after a walk. So are the numbers at kinks.
 */
public final class ContractTable {
    private ContractTable() {}

    /**
     * The table of one kind.
     *
     * @param kind pointwise, linear, bilinear, discrete or composed
     */
    public static String of(String kind) {
        Kind wanted = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        Map<String, Example> bySignature = new LinkedHashMap<>();
        Registry.examples().stream()
                .filter(example -> example.kind() == wanted)
                .forEach(example -> bySignature.putIfAbsent(example.signature().toString(), example));
        StringJoiner table = new StringJoiner("\n", header(wanted) + "\n", "\n");
        bySignature.forEach((name, example) -> table.add(row(name, cells(wanted, example))));
        return table.toString();
    }

    private static String header(Kind kind) {
        return switch (kind) {
            case POINTWISE -> head("operation", "first derivative", "second derivative", "smooth", "kinks", "there");
            case LINEAR -> head("operation", "tangent", "cotangent");
            case BILINEAR -> head("operation", "cotangent of a", "cotangent of b");
            case DISCRETE -> head("operation", "jumps where", "value there");
            case COMPOSED -> head("function", "composed of", "smooth", "kinks", "there");
        };
    }

    private static List<String> cells(Kind kind, Example example) {
        Derivation derivation = new Derivation(example);
        return switch (kind) {
            case POINTWISE -> pointwise(example, derivation);
            case LINEAR -> List.of(derivation.tangent(), derivation.cotangent(0));
            case BILINEAR -> List.of(derivation.cotangent(0), derivation.cotangent(1));
            case DISCRETE ->
                List.of(example.contract().kinks().where(), example.contract().convention());
            case COMPOSED -> composed(example, derivation);
        };
    }

    private static List<String> composed(Example example, Derivation derivation) {
        List<String> cells = new ArrayList<>(List.of(derivation.composition()));
        cells.addAll(smoothness(example, ""));
        return cells;
    }

    private static List<String> pointwise(Example example, Derivation derivation) {
        List<String> cells = new ArrayList<>(List.of(derivation.partials(1), derivation.partials(2)));
        cells.addAll(smoothness(example, derivation.atKinks()));
        return cells;
    }

    private static List<String> smoothness(Example example, String numbers) {
        if (example.contract().smoothness() == Smoothness.SMOOTH) {
            return List.of("C^∞", "", "");
        }
        String convention = example.contract().convention();
        return List.of(
                switch (example.contract().smoothness()) {
                    case C0 -> "C⁰";
                    case C1 -> "C¹";
                    default -> "no";
                },
                example.contract().kinks().where(),
                numbers.isEmpty() ? convention : convention + ": " + numbers);
    }

    private static String head(String... names) {
        return "| " + String.join(" | ", names) + " |\n|" + " --- |".repeat(names.length);
    }

    private static String row(String name, List<String> cells) {
        return "| `" + name + "` | "
                + cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |";
    }
}
