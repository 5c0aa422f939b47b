package dev.nabla2.engine.op;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** The functions that are composed of operations, each with an example and what it promises. */
final class Composed {
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape CUBE = Shape.of(2, 3, 2);
    private static final Contract SAFE_NORM = Contract.c0(
            Kinks.Told.where("x = 0 for a whole sample", 0, 6, 0),
            "every derivative is 0, so that no penalty is ever NaN");

    private Composed() {}

    static List<Example> examples() {
        return List.of(
                one("selu", Contract.c0(Kinks.at(0), "every derivative is the left side's"), Tensor::selu, MATRIX),
                one("gelu", Contract.SMOOTH, Tensor::gelu, MATRIX),
                one("silu", Contract.SMOOTH, Tensor::silu, MATRIX),
                one("mean", Contract.SMOOTH, Tensor::mean, MATRIX),
                one("mean", Contract.SMOOTH, x -> x.mean(1), CUBE),
                one("mean_axes", Contract.SMOOTH, x -> x.meanAxes(1, 3), CUBE),
                one("norm_per_sample", SAFE_NORM, Tensor::normPerSample, CUBE));
    }

    private static Example one(String name, Contract contract, UnaryOperator<Tensor> function, Shape shape) {
        return Example.composed(name, contract, x -> function.apply(x.get(0)), Operand.value(shape));
    }
}
