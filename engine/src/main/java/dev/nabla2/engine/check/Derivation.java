package dev.nabla2.engine.check;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivativeException;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kinks;
import dev.nabla2.engine.op.Operand;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The derivatives of one operation in formulas, read off a tape. */
final class Derivation {
    private static final Backend BACKEND = Backends.reference();
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final String NOTHING = "nothing";
    private static final String ERROR = "an error";
    private static final int LONGEST = 100;

    /** A formula repeats what is used twice, and so may grow like a power of two. */
    private static final int MOST = 20;

    private final Example example;

    Derivation(Example example) {
        this.example = example;
    }

    /** All partial derivatives of an order of a function of single numbers, in terms of its operands and of its result y. */
    String partials(int order) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = operands(tape, Optional.of(Shape.SCALAR));
            Tensor y = example.function().apply(x);
            Map<String, Tensor> derivatives = Map.of("", y);
            Map<String, String> told = new LinkedHashMap<>();
            for (int k = 0; k < order && !told.containsValue(ERROR); k++) {
                told.clear();
                Map<String, Tensor> next = new LinkedHashMap<>();
                derivatives.forEach((name, d) -> step(tape, x, y, name, d, next, told));
                derivatives = next;
            }
            return told(told);
        }
    }

    /** Differentiates {@code d} by the operands from the one that it was differentiated by last. */
    private void step(
            Tape tape,
            List<Tensor> x,
            Tensor y,
            String name,
            Tensor d,
            Map<String, Tensor> next,
            Map<String, String> told) {
        int from = name.isEmpty() ? 0 : Math.max(0, NAMES.indexOf(name.substring(name.length() - 1)));
        for (int i = from; i < x.size(); i++) {
            if (!example.operands().get(i).isValue()) {
                continue;
            }
            String by = name + name(i);
            if (!tape.isConnected(d, x.get(i))) {
                told.put(by, NOTHING);
                continue;
            }
            try {
                Tensor moved = tape.pushforward(d, x.get(i), Tensor.scalar(BACKEND, 1));
                next.put(by, moved);
                told.put(by, code(formula(tape, x, y, moved)));
            } catch (SecondDerivativeException e) {
                told.put(by, ERROR);
            }
        }
    }

    private String formula(Tape tape, List<Tensor> x, Tensor y, Tensor derivative) {
        if (!derivative.isRecorded()) {
            return number(derivative.item());
        }
        Map<Tensor, String> names = names(x);
        names.put(y, "y");
        return tape.formula(derivative, names);
    }

    private static String told(Map<String, String> formulas) {
        if (formulas.values().stream().allMatch(NOTHING::equals)) {
            return NOTHING;
        }
        return formulas.size() == 1
                ? formulas.values().iterator().next()
                : formulas.entrySet().stream()
                        .map(entry -> "∂" + entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; "));
    }

    /** The first and second derivative at each kink that is a number; empty where there is none. */
    String atKinks() {
        return example.contract().kinks() instanceof Kinks.At at
                        && example.operands().size() == 1
                        && example.contract().highestOrder() > 0
                ? at.points().stream().map(this::at).collect(Collectors.joining("; "))
                : "";
    }

    private String at(double point) {
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Tensor.scalar(BACKEND, point));
            Tensor y = example.function().apply(List.of(x));
            StringJoiner numbers = new StringJoiner(", ");
            for (int order = 1; order <= Math.min(2, example.contract().highestOrder()); order++) {
                y = tape.pushforward(y, x, Tensor.scalar(BACKEND, 1));
                numbers.add("y" + "′".repeat(order) + "(" + number(point) + ") = " + number(y.item()));
                if (!y.isRecorded()) {
                    break;
                }
            }
            return numbers.toString();
        }
    }

    /** The tangent of the result, of those of the operands. */
    String tangent() {
        try (Tape tape = new Tape()) {
            List<Tensor> x = operands(tape, Optional.empty());
            Tensor y = example.function().apply(x);
            Map<Tensor, String> names = names(x);
            StringJoiner sum = new StringJoiner(" + ");
            for (int i = 0; i < x.size(); i++) {
                if (example.operands().get(i).isValue()) {
                    Tensor tangent = tape.watch(x.get(i));
                    names.put(tangent, Normalizer.normalize(name(i) + "\u0307", Normalizer.Form.NFC));
                    sum.add(tape.formula(tape.pushforward(y, x.get(i), tangent), names));
                }
            }
            return code(sum.toString().replace("+ −", "− "));
        }
    }

    /** What a composed function is made of, or of how many operations where that is long. */
    String composition() {
        try (Tape tape = new Tape()) {
            List<Tensor> x = operands(tape, Optional.empty());
            Tensor y = example.function().apply(x);
            int operations = tape.size() - x.size();
            String formula = operations <= MOST ? tape.formula(y, names(x)) : "";
            return operations <= MOST && formula.length() <= LONGEST ? code(formula) : operations + " operations";
        }
    }

    /** The cotangent of an operand, of the result's, which is called ȳ. */
    String cotangent(int operand) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = operands(tape, Optional.empty());
            Tensor y = example.function().apply(x);
            Tensor cotangent = tape.watch(y);
            Map<Tensor, String> names = names(x);
            names.put(cotangent, "ȳ");
            return code(tape.formula(
                    tape.pullback(y, cotangent, List.of(x.get(operand))).get(0), names));
        }
    }

    /** A formula as Markdown shows it unchanged: outside code, {@code sum[0](x)} would be a link. */
    private static String code(String formula) {
        return "`" + formula + "`";
    }

    private List<Tensor> operands(Tape tape, Optional<Shape> shape) {
        List<Tensor> x = new ArrayList<>();
        for (Operand operand : example.operands()) {
            Operand drawn = new Operand(shape.orElse(operand.shape()), operand.role(), operand.domain());
            x.add(tape.watch(drawn.draw(BACKEND, RandomStream.of(x.size()))));
        }
        return x;
    }

    private Map<Tensor, String> names(List<Tensor> x) {
        Map<Tensor, String> names = new LinkedHashMap<>();
        for (int i = 0; i < x.size(); i++) {
            names.put(x.get(i), example.operands().get(i).role() == Operand.Role.INDEX ? "i" : name(i));
        }
        return names;
    }

    private String name(int operand) {
        return example.operands().size() == 1 ? "x" : NAMES.get(operand);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
