package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A function with operands that it fits: what its tests are made from.
 *
 * @param signature what distinguishes it
 * @param kind of which kind it is
 * @param function the function, of as many tensors as there are operands
 * @param operands what its operands may be
 * @param contract what it promises of its derivatives
 */
public record Example(
        Signature signature,
        Kind kind,
        Function<List<Tensor>, Tensor> function,
        List<Operand> operands,
        Contract contract) {
    /** An operation of values. */
    static Example of(Operation operation, Shape... operands) {
        Interval domain = operation instanceof Pointwise p ? p.domain() : Interval.EVERYWHERE;
        return of(
                operation,
                Arrays.stream(operands)
                        .map(shape -> Operand.value(shape, domain))
                        .toArray(Operand[]::new));
    }

    /** An operation. */
    static Example of(Operation operation, Operand... operands) {
        return new Example(
                operation.signature(),
                Kind.of(operation),
                x -> Tensor.apply(operation, x.toArray(Tensor[]::new)),
                List.of(operands),
                operation.contract());
    }

    /** A function written in operations. */
    static Example composed(
            String name, Contract contract, Function<List<Tensor>, Tensor> function, Operand... operands) {
        return composed(Signature.of(name), contract, function, operands);
    }

    /** A function written in operations, and the parameters that it has in this example. */
    static Example composed(
            Signature signature, Contract contract, Function<List<Tensor>, Tensor> function, Operand... operands) {
        return new Example(signature, Kind.COMPOSED, function, List.of(operands), contract);
    }

    /** Such as {@code leaky_relu(0.2) [2, 3]}: distinct for distinct examples. */
    public String name() {
        return signature + " "
                + String.join(
                        " ",
                        operands.stream()
                                .map(operand -> operand.shape().toString())
                                .toList());
    }
}
