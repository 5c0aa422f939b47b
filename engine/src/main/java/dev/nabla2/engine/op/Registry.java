package dev.nabla2.engine.op;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every operation of the engine, and every function composed of them, with an example: they are tested because they stand here. */
public final class Registry {
    private static final Shape ROW = Shape.of(3);
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape COLUMN = Shape.of(2, 1);
    private static final Shape ONE_ROW = Shape.of(1, 3);

    private Registry() {}

    /** All operations; a parametrised one stands for each of the parameters shown. */
    public static List<Example> examples() {
        List<Example> all = new ArrayList<>();
        Stream.of(
                        pointwise(),
                        linear(),
                        bilinear(),
                        convolutions(),
                        discrete(),
                        Composed.examples(),
                        ComposedFamilies.examples())
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    private static List<Example> pointwise() {
        List<Example> examples = new ArrayList<>();
        Stream.of(
                        Pointwises.EXP,
                        Pointwises.EXPM1,
                        Pointwises.LOG,
                        Pointwises.LOG1P,
                        Pointwises.SQRT,
                        Pointwises.RSQRT,
                        Pointwises.SQUARE,
                        Pointwises.RECIPROCAL,
                        Pointwises.SIN,
                        Pointwises.COS,
                        Pointwises.ERF,
                        Pointwises.ERFC,
                        Pointwises.TANH,
                        Pointwises.SIGMOID,
                        Pointwises.SAFE_SQRT,
                        Pointwises.SAFE_RECIPROCAL,
                        Pointwises.ABS,
                        Pointwises.RELU,
                        Pointwises.RELU_FORBIDDEN,
                        Pointwises.STEP_FORBIDDEN,
                        Pointwises.reluMollified(0.1),
                        Pointwises.reluMollified(2),
                        Pointwises.atLeast(0.1),
                        Pointwises.atMost(-0.1),
                        Pointwises.shift(0.5),
                        Pointwises.pow(0),
                        Pointwises.pow(3),
                        Pointwises.pow(1.7),
                        Pointwises.pow(-2),
                        Pointwises.softplus(1),
                        Pointwises.softplus(3),
                        Pointwises.leakyRelu(0.2),
                        Pointwises.elu(1),
                        Pointwises.elu(0.7))
                .forEach(p -> examples.add(Example.of(p, MATRIX)));
        examples.add(Example.of(Pointwises.DIVIDE, MATRIX, MATRIX));
        examples.add(Example.of(Pointwises.DIVIDE, ROW, MATRIX));
        examples.add(Example.of(Pointwises.DIVIDE, COLUMN, ONE_ROW));
        examples.add(Example.of(Pointwises.DIVIDE, Shape.SCALAR, MATRIX));
        examples.add(Example.of(Pointwises.DIVIDE, Shape.SCALAR, Shape.SCALAR));
        examples.add(Example.of(Pointwises.POWER, MATRIX, ROW));
        examples.add(Example.of(Pointwises.MAXIMUM, MATRIX, ROW));
        examples.add(Example.of(Pointwises.MINIMUM, MATRIX, MATRIX));
        examples.add(Example.of(Pointwises.WHERE, Operand.mask(MATRIX), Operand.value(ROW), Operand.value(MATRIX)));
        examples.add(Example.of(Pointwises.WHERE, Operand.mask(ROW), Operand.value(ROW), Operand.value(MATRIX)));
        return examples;
    }

    private static List<Example> linear() {
        return List.of(
                Example.of(Linears.NEGATE, MATRIX),
                Example.of(Linears.ALIAS, MATRIX),
                Example.of(Linears.ADD, MATRIX, MATRIX),
                Example.of(Linears.ADD, MATRIX, ROW),
                Example.of(Linears.ADD, Shape.SCALAR, MATRIX),
                Example.of(Linears.ADD, COLUMN, ONE_ROW),
                Example.of(Linears.ADD, Shape.SCALAR, Shape.SCALAR),
                Example.of(Linears.SUBTRACT, MATRIX, MATRIX),
                Example.of(Linears.SUBTRACT, ROW, MATRIX),
                Example.of(Linears.SUBTRACT, COLUMN, ONE_ROW),
                Example.of(Linears.scale(-1.5), MATRIX),
                Example.of(Linears.sum(0, 2), MATRIX),
                Example.of(Linears.sum(0, 1), MATRIX),
                Example.of(Linears.sum(1, 2), Shape.of(2, 3, 4)),
                Example.of(Linears.broadcast(Shape.of(4, 2, 3)), Shape.of(2, 1)),
                Example.of(Linears.reshape(Shape.of(3, 2)), MATRIX),
                Example.of(Linears.permute(1, 2, 0), Shape.of(2, 3, 4)),
                Example.of(Linears.slice(1, 1, 3), MATRIX),
                Example.of(Linears.pad(0, 1, 2), MATRIX),
                Example.of(Linears.concatenate(1, 2), MATRIX, Shape.of(2, 1)),
                Example.of(Linears.flip(1), MATRIX),
                Example.of(Linears.cumulativeSum(0, false), Shape.of(5, 2)),
                Example.of(Linears.cumulativeSum(1, true), Shape.of(2, 4)),
                Example.of(Linears.gather(1), Operand.value(MATRIX), Operand.index(Shape.of(2, 4), 3)),
                Example.of(Linears.gather(1), Operand.value(Shape.of(2, 3, 2)), Operand.index(Shape.of(1, 5, 1), 3)),
                Example.of(Linears.scatterAdd(1, 4), Operand.value(MATRIX), Operand.index(MATRIX, 4)),
                Example.of(Linears.scatterAdd(0, 2), Operand.value(Shape.of(3, 2)), Operand.index(Shape.of(3, 1), 2)));
    }

    private static List<Example> bilinear() {
        return List.of(
                Example.of(Bilinears.MULTIPLY, MATRIX, MATRIX),
                Example.of(Bilinears.MULTIPLY, MATRIX, ROW),
                Example.of(Bilinears.MULTIPLY, COLUMN, ONE_ROW),
                Example.of(Bilinears.MULTIPLY, Shape.SCALAR, MATRIX),
                Example.of(Bilinears.MULTIPLY, Shape.SCALAR, Shape.SCALAR),
                Example.of(Bilinears.matmul(false, false), MATRIX, Shape.of(3, 4)),
                Example.of(Bilinears.matmul(true, false), Shape.of(3, 2), Shape.of(3, 4)),
                Example.of(Bilinears.matmul(false, true), MATRIX, Shape.of(4, 3)),
                Example.of(Bilinears.matmul(true, true), Shape.of(3, 2), Shape.of(4, 3)),
                Example.of(Bilinears.matmul(false, false), Shape.of(2, 2, 3), Shape.of(2, 3, 2)),
                Example.of(Bilinears.matmul(true, false), Shape.of(2, 3, 2), Shape.of(3, 4)),
                Example.of(Bilinears.matmul(false, true), MATRIX, Shape.of(2, 1, 4, 3)));
    }

    private static List<Example> convolutions() {
        Convolution strided = Convolution.PLAIN.stride(2).padding(1);
        Convolution grouped = Convolution.PLAIN.groups(2).dilation(2, 1).padding(1, 0);
        return List.of(
                Example.of(Bilinears.convolve(Convolution.PLAIN), Shape.of(2, 1, 4), Shape.of(2, 1, 3)),
                Example.of(Bilinears.convolve(strided), Shape.of(2, 2, 4, 5), Shape.of(3, 2, 3, 3)),
                Example.of(Bilinears.convolve(grouped), Shape.of(1, 4, 4, 3), Shape.of(2, 2, 2, 2)),
                Example.of(Bilinears.convolve(strided), Shape.of(1, 1, 2, 3, 3), Shape.of(2, 1, 2, 2, 2)),
                Example.of(Bilinears.convolveImage(strided, List.of(4, 5)), Shape.of(2, 3, 2, 3), Shape.of(3, 2, 3, 3)),
                Example.of(Bilinears.convolveImage(grouped, List.of(4, 3)), Shape.of(1, 2, 4, 2), Shape.of(2, 2, 2, 2)),
                Example.of(
                        Bilinears.convolveFilter(strided, List.of(3, 3)), Shape.of(2, 2, 4, 5), Shape.of(2, 3, 2, 3)),
                Example.of(
                        Bilinears.convolveFilter(grouped, List.of(2, 2)), Shape.of(1, 4, 4, 3), Shape.of(1, 2, 4, 2)));
    }

    private static List<Example> discrete() {
        return List.of(
                Example.of(Discretes.STEP, MATRIX),
                Example.of(Discretes.above(0.1), MATRIX),
                Example.of(Discretes.SIGN, MATRIX),
                Example.of(Discretes.STOP_GRADIENT, MATRIX),
                Example.of(Discretes.FLOOR, MATRIX),
                Example.of(Discretes.AT_LEAST, MATRIX, ROW),
                Example.of(Discretes.EQUAL, MATRIX, MATRIX),
                Example.of(Discretes.order(1, 3, true), MATRIX),
                Example.of(Discretes.order(0, 1, false), Shape.of(4, 2)),
                Example.of(Discretes.leakyStep(0.2), MATRIX),
                Example.of(Discretes.GREATER, MATRIX, ROW),
                Example.of(Discretes.PREFERS, MATRIX, MATRIX));
    }
}
