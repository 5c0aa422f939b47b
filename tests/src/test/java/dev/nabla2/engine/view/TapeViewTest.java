package dev.nabla2.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is printed and drawn of a tape is what is on it. */
class TapeViewTest {
    private static final Pattern LINE = Pattern.compile("(?m)^ +%(\\d+)  (leaf|pointwise|linear|bilinear|discrete)");
    private static final Pattern ARROW = Pattern.compile("(?m)^  n(\\d+) -> n(\\d+) \\[.*];$");

    /** A gradient penalty on a critic with two hidden layers: passes 0, 1, 0 again, and 2. */
    private static Tape penalty(Activation activation) {
        Tape tape = new Tape();
        Sequential critic = Sequential.mlp(activation, 2, 8, 8, 1);
        Parameters theta = tape.watch(
                critic.initialise(Backends.reference(), RandomStream.of(1)).placed("critic"));
        double[] points = RandomStream.of(2).normal(512);
        Tensor x = tape.watch(Tensor.of(Backends.reference(), Shape.of(256, 2), points));
        Tensor slopes = tape.gradient(critic.apply(theta, x).sum(), x).normPerSample();
        tape.gradient(slopes.sub(1).square().mean(), theta);
        return tape;
    }

    @Test
    void aCubeAndItsDerivativeAreListedLineByLine() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.scalar(Backends.reference(), 2));
            tape.gradient(x.square().mul(x), x);
            assertEquals("""
                    pass 0, as written
                      %0  leaf                        []  = 2
                      %1  pointwise  square %0        []  = 4
                      %2  bilinear   multiply %1, %0  []  = 8
                    pass 1, backward from %2 to %0
                      %3  bilinear   multiply 1, %0   []  = 2
                      %4  bilinear   multiply 1, %1   []  = 4
                      %5  linear     scale(2) %0      []  = 4
                      %6  bilinear   multiply %3, %5  []  = 8
                      %7  linear     add %4, %6       []  = 12
                    """, tape.print());
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyLineIsListedOnceInOrderWithItsKindWithin120Columns(Activation activation) {
        try (Tape tape = penalty(activation)) {
            List<Integer> numbers = numbers(tape.print());
            assertEquals(IntStream.range(0, tape.size()).boxed().toList(), numbers);
            assertTrue(tape.print().lines().allMatch(line -> line.length() <= 120), tape.print());
        }
    }

    private static List<Integer> numbers(String listing) {
        return LINE.matcher(listing)
                .results()
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
    }

    @Test
    void passesAndRangesAreTheListingInParts() {
        try (Tape tape = penalty(Activation.RELU)) {
            String all = tape.print();
            List<Integer> inPasses = IntStream.rangeClosed(0, 2)
                    .boxed()
                    .flatMap(pass -> numbers(tape.printPass(pass)).stream())
                    .sorted()
                    .toList();
            assertEquals(numbers(all), inPasses);
            assertEquals(List.of("pass 0", "pass 1", "pass 0", "pass 2"), headings(all));
            assertEquals(List.of("pass 1"), headings(tape.printPass(1)));
            assertEquals(List.of(9, 10), numbers(tape.print(9, 11)));
            assertEquals("", tape.printPass(3));
        }
    }

    private static List<String> headings(String listing) {
        return listing.lines()
                .filter(line -> line.startsWith("pass"))
                .map(line -> line.substring(0, 6))
                .toList();
    }

    @Test
    void aWalkSaysWhichWayItWentAndPlacesAndConstantsAreShown() {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.of(Backends.reference(), Shape.of(3, 2), 1, 2, 3, 4, 5, 6))
                    .named("critic.1");
            Tensor many = Tensor.filled(Backends.reference(), Shape.of(3, 2), 0.1);
            Tensor y = x.mul(many).mul(Tensor.of(Backends.reference(), Shape.of(2), 1e-7, 1 / 3.0));
            tape.pushforward(y.square(), x, many);
            String listing = tape.print();
            assertTrue(listing.contains("multiply %0, constant [3, 2] of 0.1"), listing);
            assertTrue(listing.contains("multiply %1, constant {1E-7, 0.333333}"), listing);
            assertTrue(listing.contains("in critic.1"), listing);
            assertTrue(listing.contains("pass 1, forward from %0 to %3"), listing);
        }
    }

    @Test
    void aTransposedFactorOfAMatrixProductCarriesItsMark() {
        try (Tape tape = new Tape()) {
            Tensor a = tape.watch(Tensor.filled(Backends.reference(), Shape.of(3, 2), 1));
            a.matmul(a, false, true);
            assertTrue(tape.print().contains("matmul %0, %0\u1d40 "), tape.print());
        }
    }

    @Test
    void manyOperandsContinueOnTheNextLine() {
        try (Tape tape = new Tape()) {
            Tensor a = tape.watch(Tensor.filled(Backends.reference(), Shape.of(3, 2), 1));
            Tensor.concatenate(0, Collections.nCopies(60, a).toArray(Tensor[]::new));
            assertEquals(List.of(0, 1), numbers(tape.print()));
            assertEquals(60, tape.print().split("%0[, \n]", -1).length - 2, tape.print());
            assertTrue(tape.print().lines().allMatch(line -> line.length() <= 120), tape.print());
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theDrawingHasANodeForEveryLineAndAnArrowForEveryOperandListed(Activation activation) {
        try (Tape tape = penalty(activation)) {
            String drawing = tape.graphviz();
            for (int line = 0; line < tape.size(); line++) {
                assertEquals(2, drawing.split("(?m)^    n" + line + " \\[", -1).length, "node " + line);
            }
            assertEquals(operands(tape), arrows(drawing, ".*"));
            assertEquals(4, drawing.split("subgraph cluster_", -1).length - 1);
            assertEquals(
                    drawing.chars().filter(c -> c == '{').count(),
                    drawing.chars().filter(c -> c == '}').count());
        }
    }

    /** Pairs of line and operand, as listed. */
    private static Set<List<Integer>> operands(Tape tape) {
        Set<List<Integer>> pairs = new HashSet<>();
        for (int line = 0; line < tape.size(); line++) {
            String listed = tape.print(line, line + 1);
            String made = listed.substring(
                    listed.indexOf("%" + line) + 1 + String.valueOf(line).length());
            for (MatchResult operand :
                    Pattern.compile("%(\\d+)").matcher(made).results().toList()) {
                pairs.add(List.of(Integer.valueOf(operand.group(1)), line));
            }
        }
        return pairs;
    }

    private static Set<List<Integer>> arrows(String drawing, String containing) {
        return ARROW.matcher(drawing)
                .results()
                .filter(arrow -> arrow.group().matches(containing))
                .map(arrow -> List.of(Integer.valueOf(arrow.group(1)), Integer.valueOf(arrow.group(2))))
                .collect(Collectors.toSet());
    }

    @Test
    void arrowsAreDashedWhereNoDerivativeFlowsAndNowhereElse() {
        try (Tape tape = penalty(Activation.RELU)) {
            Set<List<Integer>> discrete = operands(tape).stream()
                    .filter(pair -> tape.print(pair.get(1), pair.get(1) + 1).contains("  discrete  "))
                    .collect(Collectors.toSet());
            assertEquals(2, discrete.size());
            assertEquals(discrete, arrows(tape.graphviz(), ".*style=dashed.*"));
        }
        try (Tape tape = penalty(Activation.TANH)) {
            assertEquals(Set.of(), arrows(tape.graphviz(), ".*style=dashed.*"));
        }
    }
}
