package dev.nabla2.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Contract;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kind;
import dev.nabla2.engine.op.Kinks;
import dev.nabla2.engine.op.Operand;
import dev.nabla2.engine.op.Signature;
import dev.nabla2.engine.op.Smoothness;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A contract that promises what its function does not keep is caught, whatever it promises. */
class WrongContractTest {
    private static final Kinks AT_ZERO = Kinks.at(0);

    private record Promise(String name, UnaryOperator<Tensor> function, Contract contract, Finding.Test caughtBy) {}

    private static Contract of(Smoothness smoothness, Kinks kinks, String convention) {
        return new Contract(smoothness, kinks, convention, Contract.ANY_ORDER);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotKeptIsCaught() {
        UnaryOperator<Tensor> relu = Tensor::relu;
        return Stream.of(
                        new Promise(
                                "the other side's derivative",
                                relu,
                                of(Smoothness.C0, AT_ZERO, "the right side's"),
                                Finding.Test.CONVENTION),
                        new Promise(
                                "the mean of both sides",
                                relu,
                                of(Smoothness.C0, AT_ZERO, "the mean of both sides"),
                                Finding.Test.CONVENTION),
                        new Promise(
                                "no derivative at all",
                                x -> x.leakyRelu(0.2),
                                of(Smoothness.C0, AT_ZERO, "every derivative is 0"),
                                Finding.Test.CONVENTION),
                        new Promise(
                                "the other side's second derivative",
                                x -> x.elu(1),
                                of(Smoothness.C1, AT_ZERO, "the right side's"),
                                Finding.Test.CONVENTION),
                        new Promise(
                                "a smoother function",
                                relu,
                                of(Smoothness.C1, AT_ZERO, "the left side's"),
                                Finding.Test.DIFFERENCES),
                        new Promise(
                                "a rougher function",
                                x -> x.elu(1),
                                of(Smoothness.C0, AT_ZERO, "the left side's"),
                                Finding.Test.DIFFERENCES),
                        new Promise(
                                "a kink elsewhere",
                                relu,
                                of(Smoothness.C0, Kinks.at(2), "the left side's"),
                                Finding.Test.DIFFERENCES),
                        new Promise(
                                "ties at the other end",
                                x -> x.max(1),
                                of(Smoothness.C0, new Kinks.Ties(1, 1, false), "of equal elements the first"),
                                Finding.Test.DIFFERENCES),
                        new Promise(
                                "an error at the third order",
                                Tensor::abs,
                                new Contract(Smoothness.C0, AT_ZERO, "the mean of both sides", 2),
                                Finding.Test.CONVENTION),
                        new Promise(
                                "that nothing flows",
                                Tensor::tanh,
                                of(Smoothness.DISCONTINUOUS, new Kinks.Declared(), "the operand's"),
                                Finding.Test.CONVENTION))
                .map(promise -> DynamicTest.dynamicTest(promise.name, () -> {
                    CheckReport report = report(promise.function, promise.contract);
                    List<Finding> failed = report.findings().stream()
                            .filter(f -> f.verdict() == Verdict.FAIL)
                            .toList();
                    assertTrue(!failed.isEmpty(), report.toString());
                    assertTrue(failed.stream().allMatch(f -> f.test() == promise.caughtBy), report.toString());
                }));
    }

    @Test
    void whatIsKeptIsNot() {
        assertKept(Tensor::relu, of(Smoothness.C0, AT_ZERO, "the left side's"));
        assertKept(x -> x.elu(1), of(Smoothness.C1, AT_ZERO, "the left side's"));
        assertKept(x -> x.max(1), of(Smoothness.C0, new Kinks.Ties(1, 1, true), "of equal elements the first"));
        assertKept(Tensor::detach, of(Smoothness.DISCONTINUOUS, new Kinks.Declared(), "the operand's"));
    }

    private static void assertKept(UnaryOperator<Tensor> function, Contract contract) {
        CheckReport report = report(function, contract);
        assertEquals(0, report.count(Verdict.FAIL), report.toString());
        assertTrue(!report.findings().isEmpty(), "something was compared");
    }

    private static CheckReport report(UnaryOperator<Tensor> function, Contract contract) {
        Example example = new Example(
                new Signature("promise", List.of()),
                Kind.COMPOSED,
                x -> function.apply(x.get(0)),
                List.of(Operand.value(Shape.of(2, 3))),
                contract);
        return new OperationCase(example).check(1, List.of(1, 2));
    }
}
