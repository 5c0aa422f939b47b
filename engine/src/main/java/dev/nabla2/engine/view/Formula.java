package dev.nabla2.engine.view;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.op.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A line of a tape as a formula in the names of others, such as {@code −2·tanh(x)·(1 − tanh(x)²)}. Factors of 1 and double signs are left out. */
public final class Formula {
    /** How tightly the parts of a formula hold together; a looser part stands in parentheses within a tighter one. */
    private enum Binding {
        SUM,
        PRODUCT,
        POWER,
        ATOM
    }

    private record Text(String text, Binding binding) {
        String within(Binding outer) {
            return binding.compareTo(outer) < 0 ? "(" + text + ")" : text;
        }
    }

    private static final String MINUS = "−";
    private static final String PLUS = " + ";
    private static final String LESS = " − ";
    private static final Text ONE = new Text("1", Binding.ATOM);

    private final List<Instruction> tape;
    private final Map<Integer, String> names;

    private Formula(List<Instruction> tape, Map<Integer, String> names) {
        this.tape = tape;
        this.names = names;
    }

    /**
     * The formula of a line.
     *
     * @param tape the lines
     * @param names the names of some of them; leaves without a name are written as their numbers
     */
    public static String of(List<Instruction> tape, int line, Map<Integer, String> names) {
        return new Formula(tape, names).line(line).text();
    }

    private Text line(int line) {
        Instruction at = tape.get(line);
        if (names.containsKey(line)) {
            return new Text(names.get(line), Binding.ATOM);
        }
        return at.operation().map(operation -> operation(operation, at)).orElseGet(() -> atom("%" + line));
    }

    private Text operand(Instruction at, int operand) {
        int number = at.operandNumber(operand);
        return number == Instruction.CONSTANT ? constant(at.operands().get(operand)) : line(number);
    }

    private static Text constant(Tensor tensor) {
        return tensor.shape().size() == 1 ? number(tensor.item()) : atom("constant " + tensor.shape());
    }

    private Text operation(Operation operation, Instruction at) {
        Text a = operand(at, 0);
        return switch (operation.name()) {
            case "add" -> sum(a, PLUS, operand(at, 1), Binding.SUM);
            case "subtract" -> sum(a, LESS, operand(at, 1), Binding.PRODUCT);
            case "shift" -> shift(a, attribute(operation));
            case "negate" -> negative(a);
            case "scale" -> product(number(attribute(operation)), a);
            case "multiply" -> product(a, operand(at, 1));
            case "divide" ->
                new Text(a.within(Binding.PRODUCT) + " / " + operand(at, 1).within(Binding.POWER), Binding.PRODUCT);
            case "reciprocal" -> new Text("1 / " + a.within(Binding.POWER), Binding.PRODUCT);
            case "square" -> new Text(a.within(Binding.ATOM) + "²", Binding.POWER);
            case "where" ->
                atom("(" + operand(at, 1).text() + " if " + a.text() + " else "
                        + operand(at, 2).text() + ")");
            default -> call(operation, at);
        };
    }

    private static boolean isNegative(Text a) {
        return a.text().startsWith(MINUS) && a.binding() == Binding.PRODUCT;
    }

    private static Text negative(Text a) {
        return new Text(isNegative(a) ? a.text().substring(1) : MINUS + a.within(Binding.PRODUCT), Binding.PRODUCT);
    }

    private static Text sum(Text a, String sign, Text b, Binding second) {
        if (isNegative(b)) {
            return sum(a, sign.equals(PLUS) ? LESS : PLUS, negative(b), second);
        }
        return new Text(a.text() + sign + b.within(second), Binding.SUM);
    }

    /** A number after a difference would read as if it stood in it, so it comes first where what it is added to is negative. */
    private static Text shift(Text a, double number) {
        if (isNegative(a)) {
            return new Text(number(number).text() + LESS + negative(a).text(), Binding.SUM);
        }
        String sign = number < 0 ? LESS : PLUS;
        return new Text(a.text() + sign + number(Math.abs(number)).text(), Binding.SUM);
    }

    private static Text product(Text a, Text b) {
        if (a.equals(ONE)) {
            return b;
        }
        return b.equals(ONE) ? a : new Text(a.within(Binding.PRODUCT) + "·" + b.within(Binding.POWER), Binding.PRODUCT);
    }

    private Text call(Operation operation, Instruction at) {
        List<String> operands = new ArrayList<>();
        for (int operand = 0; operand < at.arity(); operand++) {
            operands.add(operand(at, operand).text());
        }
        return atom(signature(operation.signature()) + "(" + String.join(", ", operands) + ")");
    }

    private static String signature(Signature signature) {
        return signature.attributes().isEmpty()
                ? signature.name()
                : signature.name() + "["
                        + String.join(
                                ", ",
                                signature.attributes().stream()
                                        .map(a -> a instanceof Double number
                                                ? number(number).text()
                                                : String.valueOf(a))
                                        .toList())
                        + "]";
    }

    private static double attribute(Operation operation) {
        return (Double) operation.signature().attributes().get(0);
    }

    private static Text number(double number) {
        String text = Wording.number(Math.abs(number));
        return number < 0 ? new Text(MINUS + text, Binding.PRODUCT) : atom(text);
    }

    private static Text atom(String text) {
        return new Text(text, Binding.ATOM);
    }
}
