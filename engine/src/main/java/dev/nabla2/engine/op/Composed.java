package dev.nabla2.engine.op;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The methods of tensors that are composed of operations, each with an example and what it promises. */
final class Composed {
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape CUBE = Shape.of(2, 3, 2);
    private static final String FIRST = "of equal elements the first has the whole derivative";
    private static final Contract LEFT_SIDE = Contract.c0(Kinks.at(0), "every derivative is the left side's");
    private static final Contract SAFE_NORM = Contract.c0(
            Kinks.Told.where("all elements of a norm are 0", 0, 6, 0),
            "every derivative is 0, so that no penalty is ever NaN");
    private static final Contract ABSOLUTE = Contract.c0(Kinks.at(0), "the derivative is 0, the mean of both sides");

    private Composed() {}

    static List<Example> examples() {
        List<Example> all = new ArrayList<>();
        Stream.of(pointwise(), leaky(), statistics(), norms(), choices(), probabilities(), products(), shapes())
                .forEach(all::addAll);
        return all;
    }

    private static List<Example> pointwise() {
        return List.of(
                one(Signature.of("selu"), LEFT_SIDE, Tensor::selu, MATRIX),
                one(
                        Signature.of("celu", 0.7),
                        Contract.c1(Kinks.at(0), "every derivative is the left side's"),
                        x -> x.celu(0.7),
                        MATRIX),
                smooth("gelu", Tensor::gelu, MATRIX),
                smooth("gelu_tanh", Tensor::geluTanh, MATRIX),
                smooth("silu", Tensor::silu, MATRIX),
                smooth("log_sigmoid", Tensor::logSigmoid, MATRIX),
                Example.composed(
                        "logit", Contract.SMOOTH, x -> x.get(0).logit(), Operand.value(MATRIX, new Interval(0, 1))),
                one(
                        Signature.of("clamp", -0.2, 0.8),
                        Contract.c0(Kinks.at(-0.2, 0.8), "the derivative is the left side's: 0 and 1"),
                        x -> x.clamp(-0.2, 0.8),
                        MATRIX));
    }

    private static List<Example> leaky() {
        SecondDerivative mollified = SecondDerivative.mollified(2);
        return List.of(
                one(
                        Signature.of("leaky_relu", 0.2, SecondDerivative.FORBIDDEN),
                        Contract.c0(
                                        Kinks.at(0),
                                        "the derivative is the slope, the left side's; asking for the second is an error")
                                .upTo(1),
                        x -> x.leakyRelu(0.2, SecondDerivative.FORBIDDEN),
                        MATRIX),
                one(
                        Signature.of("leaky_relu", 0.2, mollified),
                        Contract.c1(
                                Kinks.at(-2, 2), "the second derivative is the left side's: 0 and (1 − slope) / 2ε"),
                        x -> x.leakyRelu(0.2, mollified),
                        MATRIX));
    }

    private static List<Example> statistics() {
        return List.of(
                smooth("mean", Tensor::mean, MATRIX),
                smooth("mean", x -> x.mean(1), CUBE),
                smooth("mean_axes", x -> x.meanAxes(1, 3), CUBE),
                smooth("variance", Tensor::variance, MATRIX),
                smooth("variance", x -> x.variance(-2), CUBE),
                smooth("variance_axes", x -> x.varianceAxes(1, 3), CUBE),
                smooth("trace", Tensor::trace, Shape.of(3, 3)),
                smooth("trace", Tensor::trace, Shape.of(2, 2, 2)));
    }

    private static List<Example> norms() {
        return List.of(
                one(Signature.of("norm"), SAFE_NORM, Tensor::norm, MATRIX),
                one(Signature.of("norm1"), ABSOLUTE, Tensor::norm1, MATRIX),
                one(Signature.of("norm_per_sample"), SAFE_NORM, Tensor::normPerSample, CUBE),
                one(Signature.of("norm1_per_sample"), ABSOLUTE, Tensor::norm1PerSample, CUBE));
    }

    private static List<Example> choices() {
        Shape wide = Shape.of(2, 4);
        return List.of(
                one(Signature.of("max"), ties(1, 1, true), x -> x.max(1), wide),
                one(Signature.of("min"), ties(0, 1, false), x -> x.min(0), Shape.of(4, 2)),
                one(Signature.of("top", 1, 2), ties(1, 2, true), x -> x.top(1, 2), wide),
                one(Signature.of("sort", 1, false), ties(1, 4, false), x -> x.sort(1, false), wide),
                one(Signature.of("sort", 0, true), ties(0, 3, true), x -> x.sort(0, true), Shape.of(3, 2)),
                one(
                        Signature.of("one_hot", 3),
                        Contract.jumps(Kinks.at(0, 1, 2), "1 at the label's place"),
                        x -> x.oneHot(3),
                        MATRIX));
    }

    private static List<Example> probabilities() {
        return List.of(
                smooth("log_sum_exp", x -> x.logSumExp(1), CUBE),
                smooth("softmax", x -> x.softmax(-1), MATRIX),
                smooth("softmax", x -> x.softmax(0), CUBE),
                smooth("log_softmax", x -> x.logSoftmax(1), MATRIX));
    }

    private static List<Example> products() {
        Operand matrix = Operand.value(MATRIX);
        return List.of(
                Example.composed("dot", Contract.SMOOTH, x -> x.get(0).dot(x.get(1)), matrix, matrix),
                Example.composed(
                        "outer",
                        Contract.SMOOTH,
                        x -> x.get(0).outer(x.get(1)),
                        Operand.value(Shape.of(2)),
                        Operand.value(Shape.of(3))),
                Example.composed(
                        Signature.of("convolve_transposed", Convolution.PLAIN.stride(2)),
                        Contract.SMOOTH,
                        x -> x.get(0).convolveTransposed(x.get(1), Convolution.PLAIN.stride(2)),
                        Operand.value(Shape.of(1, 2, 3)),
                        Operand.value(Shape.of(2, 2, 2))));
    }

    private static List<Example> shapes() {
        return List.of(
                one(Signature.of("reflect_pad", 1, 2, 1), Contract.SMOOTH, x -> x.reflectPad(1, 2, 1), MATRIX),
                one(Signature.of("sum_to", Shape.of(3, 1)), Contract.SMOOTH, x -> x.sumTo(Shape.of(3, 1)), CUBE),
                Example.composed(
                        "stack",
                        Contract.SMOOTH,
                        x -> Tensor.stack(1, x.get(0), x.get(1)),
                        Operand.value(MATRIX),
                        Operand.value(MATRIX)));
    }

    private static Contract ties(int axis, int count, boolean largest) {
        return Contract.c0(new Kinks.Ties(axis, count, largest), FIRST);
    }

    private static Example smooth(String name, UnaryOperator<Tensor> function, Shape shape) {
        return one(Signature.of(name), Contract.SMOOTH, function, shape);
    }

    private static Example one(Signature signature, Contract contract, UnaryOperator<Tensor> function, Shape shape) {
        return Example.composed(signature, contract, x -> function.apply(x.get(0)), Operand.value(shape));
    }
}
