package dev.nabla2.engine.check;

import dev.nabla2.engine.Line;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What every line of a function's tape does while the function's points move: the function is run again at each of them.
 *
 * <p>Of each line one number is kept, the sum of its elements with random weights, by which its derivative can be judged.
 */
final class Recordings {
    private final Question question;
    private final Tolerance tolerance;
    private final Map<Double, double[]> projections = new HashMap<>();
    private final double[] sizes;

    Recordings(Question question, Tolerance tolerance) {
        this.question = question;
        this.tolerance = tolerance;
        this.sizes = run(0, lines -> {
            double[] found = new double[lines.size()];
            Arrays.setAll(found, line -> size(lines.get(line)));
            return found;
        });
    }

    int lines() {
        return sizes.length;
    }

    /** The size of a line's elements, weighted. */
    double size(int line) {
        return sizes[line];
    }

    /** How a line's weighted sum changes along the question's last direction. */
    Differences differences(int line) {
        return Differences.of(t -> projected(t)[line], tolerance.noise(sizes[line]));
    }

    /** How each of the first elements of a line changes. */
    Differences[] elements(int line, int most) {
        Map<Double, double[]> values = new HashMap<>();
        double[] centre = run(0, lines -> lines.get(line).result().toDoubles());
        Differences[] elements = new Differences[Math.min(most, centre.length)];
        Arrays.setAll(
                elements,
                e -> Differences.of(
                        t -> values.computeIfAbsent(t, at -> values(line, at, centre.length))[e],
                        tolerance.noise(Math.abs(centre[e]))));
        return elements;
    }

    /** The weights of a line's elements. */
    static double[] weights(int line, int count) {
        return Subject.signed(RandomStream.of(line).fold("line"), count);
    }

    private double[] values(int line, double t, int count) {
        return run(t, lines -> isSame(lines) ? lines.get(line).result().toDoubles() : nothing(count));
    }

    private double[] projected(double t) {
        return projections.computeIfAbsent(
                t,
                at -> run(at, lines -> {
                    double[] sums = nothing(sizes.length);
                    if (isSame(lines)) {
                        Arrays.setAll(sums, line -> projected(lines.get(line)));
                    }
                    return sums;
                }));
    }

    private static double[] nothing(int count) {
        double[] nothing = new double[count];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    /** Whether the function took the same path as at the points themselves. */
    private boolean isSame(List<Line> lines) {
        return lines.size() == sizes.length;
    }

    private double[] run(double t, Function<List<Line>, double[]> reader) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = question.subject().watched(tape, question.subject().moved(question.lastDirection(), t));
            question.below(tape, x);
            return reader.apply(tape.contents());
        }
    }

    private static double projected(Line line) {
        double[] values = line.result().toDoubles();
        double[] weights = weights(line.number(), values.length);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    private static double size(Line line) {
        double size = 0;
        for (double value : line.result().toDoubles()) {
            size += Math.abs(value);
        }
        return size;
    }
}
