package dev.nabla2.engine.check;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Kinks;
import java.util.ArrayList;
import java.util.List;

/**
 * Operands of an example that lie on one of its kinks, and the direction that leads across it.
 *
 * @param operands the operands
 * @param across the direction: the elements that make it a kink, upwards
 * @param where in words
 */
record KinkedPoint(List<Tensor> operands, List<double[]> across, String where) {
    private static final double FAR_FROM_THE_OTHERS = 5;

    /** One point for each kink that the contract tells, made of operands that lie on none. */
    static List<KinkedPoint> of(Example example, List<Tensor> drawn) {
        Kinks kinks = example.contract().kinks();
        String where = kinks.where();
        if (kinks instanceof Kinks.At at) {
            return at.points().stream()
                    .map(point -> with(drawn, "x = " + Text.number(point), point, 0))
                    .toList();
        }
        if (kinks instanceof Kinks.Tie) {
            return List.of(with(drawn, where, drawn.get(1).toDoubles()[0], 0));
        }
        if (kinks instanceof Kinks.Whole) {
            return List.of(with(drawn, where, Math.rint(drawn.get(0).toDoubles()[0]), 0));
        }
        if (kinks instanceof Kinks.Ties ties) {
            double extreme = ties.largest() ? FAR_FROM_THE_OTHERS : -FAR_FROM_THE_OTHERS;
            int next = drawn.get(0).shape().strides()[ties.axis()];
            return drawn.get(0).shape().extent(ties.axis()) < 2
                    ? List.of()
                    : List.of(with(drawn, where, extreme, 0, next));
        }
        return kinks instanceof Kinks.Told told
                ? List.of(between(drawn, told.onto().apply(drawn), where))
                : List.of();
    }

    /** Some elements of the first operand set; the first of them moves. */
    private static KinkedPoint with(List<Tensor> drawn, String where, double value, int... elements) {
        double[] first = drawn.get(0).toDoubles();
        for (int element : elements) {
            first[element] = value;
        }
        List<double[]> across = still(drawn);
        across.get(0)[elements[0]] = 1;
        return new KinkedPoint(replaced(drawn, first), across, where);
    }

    /** Operands that were moved onto a kink; what was moved goes on moving, upwards. */
    private static KinkedPoint between(List<Tensor> drawn, List<Tensor> moved, String where) {
        List<double[]> across = still(drawn);
        for (int i = 0; i < drawn.size(); i++) {
            double[] before = drawn.get(i).toDoubles();
            double[] after = moved.get(i).toDoubles();
            for (int element = 0; element < before.length; element++) {
                across.get(i)[element] = before[element] == after[element] ? 0 : 1;
            }
        }
        return new KinkedPoint(moved, across, where);
    }

    private static List<double[]> still(List<Tensor> drawn) {
        List<double[]> still = new ArrayList<>();
        drawn.forEach(x -> still.add(new double[x.shape().size()]));
        return still;
    }

    private static List<Tensor> replaced(List<Tensor> drawn, double[] first) {
        List<Tensor> operands = new ArrayList<>(drawn);
        operands.set(0, Tensor.of(drawn.get(0).backend(), drawn.get(0).shape(), first));
        return operands;
    }
}
