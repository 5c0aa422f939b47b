package dev.nabla2.engine.check;

import dev.nabla2.engine.SecondDerivativeException;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same derivatives on two backends, the first of which is believed. */
final class BackendComparison {
    /** How many times its running error a derivative may be off: sums and transcendental functions take more than one rounding. */
    private static final double ROUNDINGS = 4;

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
        Question.Answer expected = question.automatic();
        Question.Answer found =
                new Question(checked, question.seed(), question.directions(), question.modes()).automatic();
        double error = ROUNDINGS * checked.backend().precision().unitRoundoff() * (rounded(question) + expected.size());
        double distance = Math.abs(found.value() - expected.value());
        boolean agrees = distance <= error || Double.compare(found.value(), expected.value()) == 0;
        return new Finding(
                Finding.Test.BACKEND,
                question.order(),
                question.modes(),
                question.seed(),
                agrees ? Verdict.PASS : Verdict.FAIL,
                found.value(),
                new Estimate(expected.value(), 0, error),
                distance == 0 ? 0 : distance / Math.max(expected.size(), Math.abs(expected.value())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "on " + checked.backend().name());
    }

    /** The running error of the derivative itself, unless the walk that tells it is forbidden, or of the one below, if larger. */
    private static double rounded(Question question) {
        double below = question.rounded();
        try {
            return Math.max(below, question.next().rounded());
        } catch (SecondDerivativeException forbidden) {
            return below;
        }
    }
}
