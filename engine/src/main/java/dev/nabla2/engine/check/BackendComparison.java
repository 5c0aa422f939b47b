package dev.nabla2.engine.check;

import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The same derivatives on two backends, the first of which is believed. */
final class BackendComparison {
    /** How many roundings of the largest element a derivative may be off: a few operations on sums of a few dozen terms. */
    private static final double ROUNDINGS = 200;

    private final Subject believed;
    private final Subject checked;

    BackendComparison(Subject subject, Backend other) {
        this.checked = subject.on(other);
        this.believed = checked.on(subject.backend());
    }

    List<Finding> findings(long seed, int order) {
        List<Finding> findings = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            findings.add(compare(Question.of(believed, seed, order, mode)));
        }
        return findings;
    }

    private Finding compare(Question question) {
        List<double[]> expected = question.lastWalk();
        List<double[]> found =
                new Question(checked, question.seed(), question.directions(), question.modes()).lastWalk();
        double largest = largest(expected);
        double scale = largest > 0
                ? largest
                : question.scale(Tolerance.of(believed.backend().precision())).size();
        double error = ROUNDINGS * checked.backend().precision().unitRoundoff() * scale;
        Worst worst = worst(expected, found);
        double distance = Math.abs(worst.found() - worst.expected());
        boolean agrees = distance <= error || Double.compare(worst.found(), worst.expected()) == 0;
        return new Finding(
                Finding.Test.BACKEND,
                question.order(),
                question.modes(),
                question.seed(),
                agrees ? Verdict.PASS : Verdict.FAIL,
                worst.found(),
                new Estimate(worst.expected(), 0, error),
                distance == 0 ? 0 : distance / scale,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "on " + checked.backend().name());
    }

    private record Worst(double expected, double found) {}

    private static Worst worst(List<double[]> expected, List<double[]> found) {
        Worst worst = new Worst(0, 0);
        double furthest = -1;
        for (int i = 0; i < expected.size(); i++) {
            for (int e = 0; e < expected.get(i).length; e++) {
                Worst here = new Worst(expected.get(i)[e], found.get(i)[e]);
                double distance = Math.abs(here.expected - here.found);
                if (distance > furthest || Double.isNaN(distance)) {
                    worst = here;
                    furthest = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
                }
            }
        }
        return worst;
    }

    private static double largest(List<double[]> values) {
        return values.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }
}
