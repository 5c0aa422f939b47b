package dev.nabla2.engine.check;

import dev.nabla2.engine.Line;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One derivative of a function's weighted result, along directions, by repeated walks.
 *
 * @param subject the function and where
 * @param seed where the weights of the result's elements come from
 * @param directions one for each walk, the innermost first
 * @param modes which way each walk goes; as many as directions
 */
record Question(Subject subject, long seed, List<List<double[]>> directions, List<Mode> modes) {
    /**
     * An answer.
     *
     * @param value the derivative
     * @param size the sum of the absolute values of the terms that the last walk's result was summed of
     * @param isConnected whether a derivative flows from the value that the last walk differentiated
     */
    record Answer(double value, double size, boolean isConnected) {}

    /** A question of the given order along one random direction. */
    static Question of(Subject subject, long seed, int order, Mode mode) {
        return new Question(
                subject,
                seed,
                Collections.nCopies(order, subject.direction(RandomStream.of(seed))),
                Collections.nCopies(order, mode));
    }

    int order() {
        return modes.size();
    }

    Mode lastMode() {
        return modes.get(order() - 1);
    }

    /** The direction of the last walk, along which the differences go too. */
    List<double[]> lastDirection() {
        return directions.get(order() - 1);
    }

    /** The same question with the last walk along another direction. */
    Question along(List<double[]> direction) {
        List<List<double[]>> others = new ArrayList<>(directions);
        others.set(order() - 1, direction);
        return new Question(subject, seed, others, modes);
    }

    /** The question of the next order, along the same direction, in reverse mode. */
    Question next() {
        List<List<double[]>> more = new ArrayList<>(directions);
        more.add(lastDirection());
        List<Mode> walks = new ArrayList<>(modes);
        walks.add(Mode.REVERSE);
        return new Question(subject, seed, more, walks);
    }

    /** The same question at points moved by t along the direction of the last walk. */
    Question at(double t) {
        Subject there = new Subject(subject.function(), subject.moved(lastDirection(), t), subject.moving());
        return new Question(there, seed, directions, modes);
    }

    /** The derivative as automatic differentiation gives it. */
    Answer automatic() {
        try (Tape tape = new Tape()) {
            List<Tensor> x = subject.watched(tape, subject.points());
            return differentiated(tape, x, below(tape, x));
        }
    }

    /** The last walk alone, from a value on the tape. */
    Answer differentiated(Tape tape, List<Tensor> x, Tensor value) {
        double total = 0;
        double size = 0;
        List<double[]> walked = lastWalk(tape, x, value);
        List<double[]> along = movingOf(lastDirection());
        for (int i = 0; i < walked.size(); i++) {
            for (int e = 0; e < walked.get(i).length; e++) {
                double term = lastMode() == Mode.REVERSE ? walked.get(i)[e] * along.get(i)[e] : walked.get(i)[e];
                total += term;
                size += Math.abs(term);
            }
        }
        boolean connected = movingOf(x).stream().anyMatch(leaf -> tape.isConnected(value, leaf));
        return new Answer(total, size, connected);
    }

    /** What the last walk gives for each moving point: in reverse mode the gradient by it, in forward mode one number. */
    private List<double[]> lastWalk(Tape tape, List<Tensor> x, Tensor value) {
        return walk(tape, x, value, order() - 1).stream().map(Tensor::toDoubles).toList();
    }

    private List<Tensor> walk(Tape tape, List<Tensor> x, Tensor value, int number) {
        List<Tensor> leaves = movingOf(x);
        if (modes.get(number) == Mode.REVERSE) {
            return tape.gradient(value, leaves);
        }
        List<double[]> along = movingOf(directions.get(number));
        List<Tensor> tangents = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            tangents.add(tape.pushforward(value, leaves.get(i), tensor(leaves.get(i), along.get(i))));
        }
        return tangents;
    }

    /** The derivative of one order less, whose differences the last walk is compared with, at points moved along its direction. */
    double below(double t) {
        try (Tape tape = new Tape()) {
            return below(tape, subject.watched(tape, subject.moved(lastDirection(), t)))
                    .item();
        }
    }

    /** The derivative of one order less, recorded. */
    Tensor below(Tape tape, List<Tensor> x) {
        Tensor value = weighted(subject.function().apply(tape, x));
        for (int k = 0; k + 1 < order(); k++) {
            value = along(tape, value, x, k);
        }
        return value;
    }

    private Tensor along(Tape tape, Tensor value, List<Tensor> x, int number) {
        List<Tensor> walked = walk(tape, x, value, number);
        List<double[]> along = movingOf(directions.get(number));
        Tensor sum = Tensor.scalar(subject.backend(), 0);
        for (int i = 0; i < walked.size(); i++) {
            Tensor result = walked.get(i);
            sum = sum.add(modes.get(number) == Mode.REVERSE ? result.dot(tensor(result, along.get(i))) : result);
        }
        return sum;
    }

    /**
     * How large values and their rounding errors are.
     *
     * @param size the sum of the sizes of the terms that the function's weighted result, or its derivative, is made of
     * @param noise the rounding error of the derivative of one order less
     */
    record Scale(double size, double noise) {}

    /** How large values and rounding errors are at the points. */
    Scale scale(Tolerance tolerance) {
        try (Tape tape = new Tape()) {
            Tensor y = subject.function().apply(tape, subject.watched(tape, subject.points()));
            double size = sizeOfProducts(y.toDoubles(), weights(y));
            double rounded = rounded();
            return new Scale(
                    Math.max(size, rounded), Math.max(tolerance.unitRoundoff() * rounded, tolerance.noise(size)));
        }
    }

    /**
     * By how many times the relative error of rounding a number the derivative of one order less may be off.
     *
     * <p>Each line of the tape rounds its result, and the derivative by that line says what comes of it in the end: the sum is the running
     * error of Wilkinson (1963), to first order.
     */
    double rounded() {
        try (Tape tape = new Tape()) {
            Tensor value = below(tape, subject.watched(tape, subject.points()));
            List<Tensor> lines = tape.contents().stream().map(Line::result).toList();
            List<Tensor> sensitivities = tape.gradient(value, lines);
            double rounded = 0;
            for (int i = 0; i < lines.size(); i++) {
                double error = sizeOfProducts(
                        lines.get(i).toDoubles(), sensitivities.get(i).toDoubles());
                rounded += Double.isFinite(error) ? error : 0;
            }
            return rounded;
        }
    }

    private static double sizeOfProducts(double[] a, double[] b) {
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            size += Math.abs(a[i] * b[i]);
        }
        return size;
    }

    private Tensor weighted(Tensor y) {
        if (y.shape().size() == 1) {
            return y.sum();
        }
        return y.dot(Tensor.of(y.backend(), y.shape(), weights(y)));
    }

    /** A single number has weight 1, so that a reader recognises its derivative. */
    private double[] weights(Tensor y) {
        return y.shape().size() == 1
                ? new double[] {1}
                : Subject.signed(
                        RandomStream.of(seed).fold("weights"), y.shape().size());
    }

    private <E> List<E> movingOf(List<E> ofEachPoint) {
        List<E> moving = new ArrayList<>();
        for (int i = 0; i < ofEachPoint.size(); i++) {
            if (subject.moving()[i]) {
                moving.add(ofEachPoint.get(i));
            }
        }
        return moving;
    }

    private static Tensor tensor(Tensor like, double[] values) {
        return Tensor.of(like.backend(), like.shape(), values);
    }
}
