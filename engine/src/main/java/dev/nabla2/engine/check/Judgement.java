package dev.nabla2.engine.check;

import dev.nabla2.engine.check.Question.Answer;

/**
 * An automatic derivative beside the differences it should agree with.
 *
 * @param answer the automatic derivative
 * @param differences the derivative from values
 * @param scale how large values and rounding errors are
 * @param tolerance how exact it must be
 */
record Judgement(Answer answer, Differences differences, Question.Scale scale, Tolerance tolerance) {
    static Judgement of(Question question, Question.Scale scale, Tolerance tolerance) {
        return new Judgement(question.automatic(), Differences.of(question::below, scale.noise()), scale, tolerance);
    }

    Verdict verdict() {
        Estimate found = differences.best();
        if (!Double.isFinite(answer.value())) {
            return isKink() || found.isFinite() ? Verdict.FAIL : Verdict.ILL_CONDITIONED;
        }
        if (isKink()) {
            return differences.admits(answer.value()) ? Verdict.KINK : Verdict.FAIL;
        }
        if (!found.isFinite()) {
            return Verdict.ILL_CONDITIONED;
        }
        if (distance() > found.error() + slack()) {
            return Verdict.FAIL;
        }
        return isNarrow(found) ? Verdict.PASS : Verdict.ILL_CONDITIONED;
    }

    boolean isKink() {
        return differences.isKink(slack());
    }

    private boolean isNarrow(Estimate found) {
        boolean zero = Math.abs(found.value()) <= found.error();
        return found.error() <= slack() || (zero && found.error() <= tolerance.zero() * scale.size());
    }

    private double slack() {
        return tolerance.relative() * magnitude();
    }

    private double magnitude() {
        double found =
                differences.best().isFinite() ? Math.abs(differences.best().value()) : 0;
        return Math.max(Math.max(Math.abs(answer.value()), found), answer.size());
    }

    private double distance() {
        return Math.abs(answer.value() - differences.best().value());
    }

    /** How far the two are apart, relative to the larger; where both are 0 but for rounding, to the function's values. */
    double relativeError() {
        double distance = distance();
        boolean zero = magnitude() <= differences.best().error();
        return distance == 0 ? 0 : distance / (zero ? Math.max(scale.size(), magnitude()) : magnitude());
    }
}
