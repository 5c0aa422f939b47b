package dev.nabla2.engine.op;

import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a function has kinks or jumps, as a set of values of its operands. */
public sealed interface Kinks {
    /** Nowhere. */
    Kinks NONE = new None();

    /**
     * How far the operands are from the nearest kink, element by element.
     *
     * @param operands an operation's operands
     * @return distances of at least 0; empty where there is no kink at any distance
     */
    Optional<Tensor> distance(List<Tensor> operands);

    /** Where, in words and formulas, such as {@code x = 0}. */
    String where();

    /** Kinks where the first operand is one of some numbers. */
    static Kinks at(double... points) {
        return new At(Arrays.stream(points).boxed().toList());
    }

    /** No kinks. */
    record None() implements Kinks {
        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            return Optional.empty();
        }

        @Override
        public String where() {
            return "nowhere";
        }
    }

    /**
     * The first operand is one of these numbers.
     *
     * @param points the numbers, at least one
     */
    record At(List<Double> points) implements Kinks {
        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            Tensor x = operands.get(0);
            return points.stream().map(point -> x.sub(point).abs()).reduce(Tensor::minimum);
        }

        @Override
        public String where() {
            return points.stream()
                    .map(point -> "x = " + (point == Math.rint(point) ? "%.0f".formatted(point) : point))
                    .collect(java.util.stream.Collectors.joining(" and "));
        }
    }

    /** Nowhere, and still no derivative flows: the function is said to be constant where it is not. */
    record Declared() implements Kinks {
        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            return Optional.empty();
        }

        @Override
        public String where() {
            return "nowhere";
        }
    }

    /** The first two operands are equal. */
    record Tie() implements Kinks {
        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            return Optional.of(operands.get(0).sub(operands.get(1)).abs());
        }

        @Override
        public String where() {
            return "a = b";
        }
    }

    /** The first operand is a whole number. */
    record Whole() implements Kinks {
        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            Tensor part = operands.get(0).sub(operands.get(0).floor());
            return Optional.of(part.minimum(part.negate().add(1)));
        }

        @Override
        public String where() {
            return "x is a whole number";
        }
    }

    /**
     * Two elements along an axis are equal, of which at least one is among the first {@code count} in order.
     *
     * @param axis the axis that is ordered
     * @param count how many are chosen
     * @param largest whether the largest come first
     */
    record Ties(int axis, int count, boolean largest) implements Kinks {
        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            Tensor x = operands.get(0);
            int compared = Math.min(count + 1, x.shape().extent(axis));
            if (compared < 2) {
                return Optional.empty();
            }
            Tensor sorted = x.gather(axis, x.order(axis, compared, largest));
            return Optional.of(sorted.slice(axis, 0, compared - 1)
                    .sub(sorted.slice(axis, 1, compared))
                    .abs());
        }

        @Override
        public String where() {
            return "two elements are equal";
        }
    }

    /**
     * A set that is told in words only; the parts of a composed function know more.
     *
     * @param where the words
     * @param onto moves operands of the function's example onto a kink, by setting a few elements
     */
    record Told(String where, UnaryOperator<List<Tensor>> onto) implements Kinks {
        /** A set of which the elements of one operand from the first on, being all {@code value}, are a point. */
        static Told where(String words, int operand, int elements, double value) {
            return new Told(words, operands -> {
                List<Tensor> moved = new ArrayList<>(operands);
                Tensor x = operands.get(operand);
                double[] values = x.toDoubles();
                Arrays.fill(values, 0, elements, value);
                moved.set(operand, Tensor.of(x.backend(), x.shape(), values));
                return moved;
            });
        }

        @Override
        public Optional<Tensor> distance(List<Tensor> operands) {
            return Optional.empty();
        }
    }
}
