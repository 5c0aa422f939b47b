package dev.nabla2.engine.check;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What is checked: a function of tensors, and where.
 *
 * @param function the function, on a tape
 * @param points where its derivatives are asked for
 * @param moving which of the points it is differentiated by; the others are constants
 */
record Subject(BiFunction<Tape, List<Tensor>, Tensor> function, List<Tensor> points, boolean[] moving) {
    Backend backend() {
        return points.get(0).backend();
    }

    /** The points on a tape: leaves where they move, constants elsewhere. */
    List<Tensor> watched(Tape tape, List<Tensor> at) {
        List<Tensor> watched = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            watched.add(moving[i] ? tape.watch(at.get(i)) : tape.constant(at.get(i)));
        }
        return watched;
    }

    /** Fails where no comparison could tell anything. */
    void requireCheckable() {
        int held = 0;
        while (held < moving.length && !moving[held]) {
            held++;
        }
        if (held == moving.length) {
            throw new IllegalArgumentException("gradient check: expected an input to differentiate by, found all held");
        }
        double[] values = values();
        double[] again = values();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "gradient check: expected a function that is finite at the points, found " + values[i]
                                + " in element " + i + " of its result");
            }
            if (values[i] != again[i]) {
                throw new IllegalArgumentException(
                        "gradient check: expected a function that gives the same each time, found " + values[i]
                                + " and then " + again[i] + " in element " + i + " of its result");
            }
        }
    }

    private double[] values() {
        try (Tape tape = new Tape()) {
            return function.apply(tape, watched(tape, points)).toDoubles();
        }
    }

    /** The points moved by t along a direction. */
    List<Tensor> moved(List<double[]> direction, double t) {
        if (t == 0) {
            return points;
        }
        List<Tensor> moved = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Tensor x = points.get(i);
            moved.add(moving[i] ? Tensor.of(x.backend(), x.shape(), sum(x.toDoubles(), direction.get(i), t)) : x);
        }
        return moved;
    }

    /**
     * Numbers of size ½ to 3/2 of either sign for each element, times the size of the elements of their tensor, so that 1 is a natural
     * unit along it; nothing for constants.
     */
    List<double[]> direction(RandomStream random) {
        List<double[]> direction = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Shape shape = points.get(i).shape();
            double[] along = moving[i] ? signed(random.fold(i), shape.size()) : new double[shape.size()];
            double scale = scale(i);
            direction.add(Arrays.stream(along).map(d -> d * scale).toArray());
        }
        return direction;
    }

    /** The size of a point's elements: their root mean square, or 1 where all are 0. */
    private double scale(int point) {
        double squares = Arrays.stream(points.get(point).toDoubles())
                .map(v -> v * v)
                .average()
                .orElse(0);
        return squares > 0 && Double.isFinite(squares) ? Math.sqrt(squares) : 1;
    }

    /** What a point is called: where in a model it belongs, or its number. */
    String nameOf(int point) {
        String place = points.get(point).place();
        return place.isEmpty() ? "input " + point : "input " + point + " (" + place + ")";
    }

    /** The same question on another backend. */
    Subject on(Backend backend) {
        return new Subject(
                function,
                points.stream()
                        .map(x -> Tensor.of(backend, x.shape(), x.toDoubles()).named(x.place()))
                        .toList(),
                moving);
    }

    static double[] signed(RandomStream random, int count) {
        double[] size = random.uniform(count);
        double[] sign = random.fold("sign").uniform(count);
        for (int i = 0; i < count; i++) {
            size[i] = sign[i] < 0.5 ? -0.5 - size[i] : 0.5 + size[i];
        }
        return size;
    }

    private static double[] sum(double[] x, double[] direction, double t) {
        double[] sum = new double[x.length];
        Arrays.setAll(sum, i -> x[i] + t * direction[i]);
        return sum;
    }
}
