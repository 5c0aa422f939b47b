package dev.nabla2.engine.check;

import java.util.ArrayList;
import java.util.List;

/** Goes through the elements of all inputs of a failing check, one at a time, to find the one that is furthest off. */
final class WorstElement {
    /** So many are tried one by one; of more, the worse half is kept until so many are left. */
    private static final int ONE_BY_ONE = 256;

    private final Question question;
    private final Question.Scale scale;
    private final Tolerance tolerance;

    private record Position(int point, int element) {}

    WorstElement(Question question, Question.Scale scale, Tolerance tolerance) {
        this.question = question;
        this.scale = scale;
        this.tolerance = tolerance;
    }

    Element find() {
        List<Position> candidates = new ArrayList<>();
        for (int point = 0; point < question.subject().points().size(); point++) {
            for (int element = 0; element < question.lastDirection().get(point).length; element++) {
                if (question.lastDirection().get(point)[element] != 0) {
                    candidates.add(new Position(point, element));
                }
            }
        }
        while (candidates.size() > ONE_BY_ONE) {
            List<Position> first = candidates.subList(0, candidates.size() / 2);
            List<Position> second = candidates.subList(candidates.size() / 2, candidates.size());
            candidates = distance(first) >= distance(second) ? first : second;
        }
        Position worst = candidates.get(0);
        double furthest = -1;
        for (Position candidate : candidates) {
            double distance = distance(List.of(candidate));
            if (distance > furthest) {
                worst = candidate;
                furthest = distance;
            }
        }
        return described(worst);
    }

    private double distance(List<Position> positions) {
        Judgement judged = Judgement.of(question.along(restricted(positions)), scale, tolerance);
        double distance =
                Math.abs(judged.answer().value() - judged.differences().best().value());
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    /** The question's direction in those elements, nothing in the others. */
    private List<double[]> restricted(List<Position> positions) {
        List<double[]> along = new ArrayList<>();
        question.lastDirection().forEach(d -> along.add(new double[d.length]));
        positions.forEach(p ->
                along.get(p.point())[p.element()] = question.lastDirection().get(p.point())[p.element()]);
        return along;
    }

    /** The derivative by the element itself, not along the scaled direction in which it was found. */
    private Element described(Position at) {
        Judgement judged = Judgement.of(question.along(restricted(List.of(at))), scale, tolerance);
        double step = question.lastDirection().get(at.point())[at.element()];
        Estimate found = judged.differences().best();
        return new Element(
                question.subject().nameOf(at.point()),
                Text.index(question.subject().points().get(at.point()).shape(), at.element()),
                judged.answer().value() / step,
                new Estimate(
                        found.value() / step, found.truncation() / Math.abs(step), found.rounding() / Math.abs(step)));
    }
}
