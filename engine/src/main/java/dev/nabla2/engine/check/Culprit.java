package dev.nabla2.engine.check;

import dev.nabla2.engine.Line;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.check.Question.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Finds the recorded operation that makes a derivative wrong, or that sits on its kink.
 *
 * <p>Let Fᵢ be the sum of the results of lines 1 to i of the tape, each weighted at random and scaled to the size 1. That the
 * automatic derivative of Fᵢ disagrees with its differences is false before the first wrong operation and true from there on, in either
 * mode, and for lines of earlier walks too: so it is found by bisection.
 */
final class Culprit {
    private static final int MOST_ELEMENTS = 256;

    private final Question question;
    private final Tolerance tolerance;
    private final Recordings recordings;
    private final Estimate[] slopes;

    Culprit(Question question, Tolerance tolerance) {
        this.question = question;
        this.tolerance = tolerance;
        this.recordings = new Recordings(question, tolerance);
        this.slopes = new Estimate[recordings.lines()];
    }

    /** The first line whose one-sided derivatives differ. */
    Optional<Place> firstKink() {
        for (int line = 0; line < recordings.lines(); line++) {
            if (isKink(recordings.differences(line))) {
                Differences[] elements = recordings.elements(line, MOST_ELEMENTS);
                return Optional.of(place(line, worst(elements, Culprit::jump)));
            }
        }
        return Optional.empty();
    }

    /** The first line with whose derivative the disagreement begins; empty where it cannot be pinned to one. */
    Optional<Place> firstWrong() {
        int right = -1;
        int wrong = recordings.lines() - 1;
        if (wrong < 0 || !disagrees(wrong)) {
            return Optional.empty();
        }
        while (wrong - right > 1) {
            int middle = (right + wrong) >>> 1;
            if (disagrees(middle)) {
                wrong = middle;
            } else {
                right = middle;
            }
        }
        return Optional.of(place(wrong, worstElement(wrong)));
    }

    private boolean isKink(Differences found) {
        double size = Math.max(
                found.left().isFinite() ? Math.abs(found.left().value()) : 0,
                found.right().isFinite() ? Math.abs(found.right().value()) : 0);
        return found.isKink(tolerance.relative() * size);
    }

    /** Whether Fᵢ's automatic derivative is off. */
    private boolean disagrees(int last) {
        try (Tape tape = new Tape()) {
            List<Tensor> x = question.subject().watched(tape, question.subject().points());
            question.below(tape, x);
            Tensor sum = Tensor.scalar(question.subject().backend(), 0);
            double expected = 0;
            double slack = 0;
            for (Line line : tape.contents().subList(0, last + 1)) {
                Estimate slope = slope(line.number());
                double scale = recordings.size(line.number()) + Math.abs(slope.value());
                if (slope.isFinite() && scale > 0 && Double.isFinite(scale)) {
                    sum = sum.add(weighted(line).mul(1 / scale));
                    expected += slope.value() / scale;
                    slack += (slope.error() + tolerance.identity() * Math.abs(slope.value())) / scale;
                }
            }
            Answer found = question.differentiated(tape, x, sum);
            return !(Math.abs(found.value() - expected) <= slack + tolerance.identity() * found.size());
        }
    }

    private Estimate slope(int line) {
        if (slopes[line] == null) {
            Differences found = recordings.differences(line);
            slopes[line] = isKink(found) ? Estimate.NONE : found.best();
        }
        return slopes[line];
    }

    private static Tensor weighted(Line line) {
        Tensor result = line.result();
        int count = result.shape().size();
        return result.dot(Tensor.of(result.backend(), result.shape(), Recordings.weights(line.number(), count)));
    }

    private int worstElement(int number) {
        Differences[] expected = recordings.elements(number, MOST_ELEMENTS);
        double[] found = new double[expected.length];
        try (Tape tape = new Tape()) {
            List<Tensor> x = question.subject().watched(tape, question.subject().points());
            question.below(tape, x);
            Tensor result = tape.contents().get(number).result();
            Tensor flat = result.reshape(Shape.of(result.shape().size()));
            for (int e = 0; e < found.length; e++) {
                found[e] = question.differentiated(
                                tape, x, flat.slice(0, e, e + 1).sum())
                        .value();
            }
        }
        int worst = 0;
        double furthest = -1;
        for (int e = 0; e < found.length; e++) {
            double distance = Math.abs(found[e] - expected[e].best().value());
            if (distance > furthest) {
                worst = e;
                furthest = distance;
            }
        }
        return worst;
    }

    private static double jump(Differences d) {
        if (d.left().isUnbounded() || d.right().isUnbounded()) {
            return Double.POSITIVE_INFINITY;
        }
        return d.left().isFinite() && d.right().isFinite()
                ? Math.abs(d.left().value() - d.right().value())
                : 0;
    }

    private static int worst(Differences[] elements, ToDoubleFunction<Differences> badness) {
        int worst = 0;
        for (int e = 1; e < elements.length; e++) {
            if (badness.applyAsDouble(elements[e]) > badness.applyAsDouble(elements[worst])) {
                worst = e;
            }
        }
        return worst;
    }

    private Place place(int number, int element) {
        try (Tape tape = new Tape()) {
            question.below(
                    tape, question.subject().watched(tape, question.subject().points()));
            Line line = tape.contents().get(number);
            Shape shape = line.result().shape();
            return new Place(
                    number,
                    line.operation(),
                    shape.toString(),
                    line.result().place(),
                    line.pass(),
                    line.convention(),
                    Text.index(shape, element));
        }
    }
}
