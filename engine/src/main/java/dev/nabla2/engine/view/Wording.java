package dev.nabla2.engine.view;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Bilinear;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.op.Kind;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.walk.Walk;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How lines, operands and numbers are written, in listings and in drawings alike. */
final class Wording {
    private static final int SMALL = 4;
    private static final int FEW = 6;
    private static final MathContext DIGITS = new MathContext(6);
    private static final String TRANSPOSED = "\u1d40";

    private Wording() {}

    /** The kind of a line's operation, or {@code leaf}. */
    static String kind(Instruction line) {
        return line.operation()
                .map(operation -> Kind.of(operation).name().toLowerCase(Locale.ROOT))
                .orElse("leaf");
    }

    /** Such as {@code leaky_relu(0.2)}; without the attributes that {@link #operand} shows. */
    static String operation(Operation operation) {
        List<Object> attributes = operation.signature().attributes();
        return attributes.isEmpty() || transposes(operation)
                ? operation.name()
                : attributes.stream()
                        .map(Wording::attribute)
                        .collect(Collectors.joining(", ", operation.name() + "(", ")"));
    }

    private static String attribute(Object attribute) {
        return attribute instanceof Double number ? number(number) : String.valueOf(attribute);
    }

    /** The operands of a line for which {@code which} holds, such as {@code %3, 0.5, constant [256, 2]}. */
    static String operands(Instruction line, IntPredicate which) {
        return IntStream.range(0, line.arity())
                .filter(which)
                .mapToObj(operand -> operand(line, operand))
                .collect(Collectors.joining(", "));
    }

    private static String operand(Instruction line, int operand) {
        int number = line.operandNumber(operand);
        Tensor tensor = line.operands().get(operand);
        String name = number != Instruction.CONSTANT ? "%" + number : constant(tensor);
        return name + (isTransposed(line, operand) ? TRANSPOSED : "");
    }

    private static boolean isTransposed(Instruction line, int operand) {
        return line.operation()
                .filter(Wording::transposes)
                .map(operation ->
                        operation.signature().attributes().get(operand).equals(true))
                .orElse(false);
    }

    /** Whether an operation's attributes say, for each operand, whether it is transposed. */
    private static boolean transposes(Operation operation) {
        List<Object> attributes = operation.signature().attributes();
        return operation instanceof Bilinear
                && attributes.size() == operation.arity()
                && attributes.stream().allMatch(Boolean.class::isInstance);
    }

    /** A number, the elements of a small tensor, or its shape, with the value of its elements if that is one and the same. */
    private static String constant(Tensor tensor) {
        if (tensor.shape().size() == 1 || !tensor.isReadable()) {
            return value(tensor);
        }
        double[] elements = tensor.toDoubles();
        return Arrays.stream(elements).allMatch(element -> element == elements[0])
                ? "constant " + tensor.shape() + " of " + number(elements[0])
                : "constant " + (isSmall(tensor) ? value(tensor) : tensor.shape());
    }

    /** Whether a tensor has so few elements that they are shown. */
    static boolean isSmall(Tensor tensor) {
        return tensor.shape().size() <= SMALL;
    }

    /** The elements of a small tensor, {@code 0.5} or {@code {1, 0.5}}, unless they are gone. */
    static String value(Tensor tensor) {
        if (!tensor.isReadable()) {
            return "freed";
        }
        double[] elements = tensor.toDoubles();
        return elements.length == 1
                ? number(elements[0])
                : Arrays.stream(elements).mapToObj(Wording::number).collect(Collectors.joining(", ", "{", "}"));
    }

    /** To six significant digits, such as {@code 0.333333} or {@code 1E-7}. */
    static String number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent < -4 || exponent > 6 ? rounded.toString() : rounded.toPlainString();
    }

    /** What a pass is: {@code pass 0, as written}, or {@code pass 2, backward from %17 to %0, %1}. */
    static String pass(int pass, List<Walk> walks) {
        if (pass == 0) {
            return "pass 0, as written";
        }
        Walk walk = walks.get(pass - 1);
        String result = walk.result() == Instruction.CONSTANT ? "a constant" : "%" + walk.result();
        return "pass " + pass
                + (walk.direction() == Walk.Direction.BACKWARD
                        ? ", backward from " + result + " to " + numbers(walk.by())
                        : ", forward from " + numbers(walk.by()) + " to " + result);
    }

    private static String numbers(List<Integer> lines) {
        return lines.size() > FEW
                ? "%" + lines.get(0) + " \u2026 %" + lines.get(lines.size() - 1) + " (" + lines.size() + " tensors)"
                : lines.stream().map(line -> "%" + line).collect(Collectors.joining(", "));
    }
}
