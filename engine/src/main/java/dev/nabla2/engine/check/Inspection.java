package dev.nabla2.engine.check;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.check.Question.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Everything that is compared at one order with one seed. */
final class Inspection {
    /** How many times the rounding error of the derivative below an identity may be off. */
    private static final double ROUNDINGS = 100;

    private final Subject subject;
    private final Tolerance tolerance;

    Inspection(Subject subject, Tolerance tolerance) {
        this.subject = subject;
        this.tolerance = tolerance;
    }

    List<Finding> findings(long seed, int order) {
        List<Finding> findings = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            findings.add(withDifferences(Question.of(subject, seed, order, mode)));
        }
        findings.addAll(mixtures(Question.of(subject, seed, order, Mode.REVERSE)));
        if (order > 1) {
            for (Mode mode : Mode.values()) {
                findings.add(symmetry(seed, order, mode));
            }
        }
        return findings;
    }

    Finding withDifferences(Question question) {
        Question.Scale scale = question.scale(tolerance);
        Judgement judged = Judgement.of(question, scale, tolerance);
        Verdict verdict = judged.verdict();
        boolean failed = verdict == Verdict.FAIL;
        boolean kink = judged.isKink();
        return new Finding(
                Finding.Test.DIFFERENCES,
                question.order(),
                question.modes(),
                question.seed(),
                verdict,
                judged.answer().value(),
                judged.differences().best(),
                judged.relativeError(),
                kink
                        ? Optional.of(new Finding.Sides(
                                judged.differences().left(),
                                judged.differences().right()))
                        : Optional.empty(),
                place(question, kink, failed),
                failed && !kink ? Optional.of(new WorstElement(question, scale, tolerance).find()) : Optional.empty(),
                remark(question, verdict, judged));
    }

    private Optional<Place> place(Question question, boolean kink, boolean failed) {
        if (!kink && !failed) {
            return Optional.empty();
        }
        Culprit culprit = new Culprit(question, tolerance);
        return kink ? culprit.firstKink() : culprit.firstWrong();
    }

    private String remark(Question question, Verdict verdict, Judgement judged) {
        if (verdict == Verdict.ILL_CONDITIONED) {
            return "the differences' interval is too wide to tell";
        }
        if (verdict != Verdict.FAIL) {
            return "";
        }
        if (!Double.isFinite(judged.answer().value())) {
            return "the automatic derivative is not finite";
        }
        if (judged.isKink()) {
            return "at a kink, and the automatic derivative is neither side's nor between them";
        }
        if (!judged.answer().isConnected()) {
            return "no derivative flows from the result to the inputs: a detach() or a discrete operation is between them";
        }
        return new Culprit(question, tolerance)
                .firstKink()
                .map(kink ->
                        "the function has no kink here, but a part of it has, where its convention need not be right"
                                + " for the whole: " + kink)
                .orElse("");
    }

    /** Every mixture of modes but the pure reverse one, each compared with that. */
    private List<Finding> mixtures(Question reverse) {
        Answer expected = reverse.automatic();
        Question.Scale scale = reverse.scale(tolerance);
        List<Finding> findings = new ArrayList<>();
        for (int bits = 1; bits < 1 << reverse.order(); bits++) {
            List<Mode> modes = new ArrayList<>();
            for (int walk = 0; walk < reverse.order(); walk++) {
                modes.add((bits >> walk & 1) == 1 ? Mode.FORWARD : Mode.REVERSE);
            }
            Question mixed = new Question(subject, reverse.seed(), reverse.directions(), modes);
            findings.add(identity(Finding.Test.MODES, mixed, mixed.automatic(), expected, scale));
        }
        return findings;
    }

    /** The derivative along different directions, compared with the same when the last direction comes first. */
    private Finding symmetry(long seed, int order, Mode mode) {
        List<List<double[]>> directions = new ArrayList<>();
        for (int walk = 0; walk < order; walk++) {
            directions.add(
                    subject.direction(RandomStream.of(seed).fold("symmetry").fold(walk)));
        }
        List<Mode> modes = Collections.nCopies(order, mode);
        Question question = new Question(subject, seed, List.copyOf(directions), modes);
        Collections.rotate(directions, 1);
        Answer expected = new Question(subject, seed, directions, modes).automatic();
        return identity(Finding.Test.SYMMETRY, question, question.automatic(), expected, question.scale(tolerance));
    }

    private Finding identity(Finding.Test test, Question question, Answer found, Answer expected, Question.Scale at) {
        double scale = Math.max(found.size(), expected.size());
        double rounding = tolerance.identity() * scale + ROUNDINGS * at.noise();
        double distance = Math.abs(found.value() - expected.value());
        boolean equal = distance <= rounding || sameNonFinite(found.value(), expected.value());
        return new Finding(
                test,
                question.order(),
                question.modes(),
                question.seed(),
                equal ? Verdict.PASS : Verdict.FAIL,
                found.value(),
                new Estimate(expected.value(), 0, rounding),
                distance == 0 ? 0 : distance / (scale <= rounding ? Math.max(scale, at.size()) : scale),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private static boolean sameNonFinite(double a, double b) {
        return !Double.isFinite(a) && Double.compare(a, b) == 0;
    }
}
