package dev.nabla2.engine.check;

import dev.nabla2.engine.op.Contract;
import dev.nabla2.engine.op.Smoothness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Checks at a kink: that differences find one where the contract says that there is one, at the order that it says, and that the automatic
 * derivatives there are those that its convention promises.
 */
final class KinkInspection {
    private final KinkedPoint point;
    private final Contract contract;
    private final Subject subject;
    private final Tolerance tolerance;

    KinkInspection(KinkedPoint point, Contract contract, Subject subject, Tolerance tolerance) {
        this.point = point;
        this.contract = contract;
        this.subject = subject;
        this.tolerance = tolerance;
    }

    List<Finding> findings(long seed, List<Integer> orders) {
        List<Finding> findings = new ArrayList<>();
        Convention convention = Convention.of(contract.convention());
        for (int order : orders) {
            for (Mode mode : Mode.values()) {
                Question question = question(seed, order, mode);
                if (order <= firstKink()) {
                    findings.add(withDifferences(question));
                }
                if (convention != Convention.OTHER && contract.smoothness() != Smoothness.DISCONTINUOUS) {
                    findings.add(withConvention(question, convention));
                }
            }
        }
        return findings;
    }

    /** The order of the first derivative that does not exist. */
    private int firstKink() {
        return contract.smoothness() == Smoothness.C1 ? 2 : 1;
    }

    private Finding withDifferences(Question question) {
        Finding found = new Inspection(subject, tolerance).withDifferences(question);
        Verdict expected = question.order() == firstKink() ? Verdict.KINK : Verdict.PASS;
        return found.verdict() == expected
                ? found.remarked("at a kink: " + point.where())
                : found.judged(
                        Verdict.FAIL,
                        "expected " + expected + " at " + point.where() + " of a function that is "
                                + contract.smoothness() + ", found " + found.verdict());
    }

    private Finding withConvention(Question question, Convention convention) {
        double found = question.automatic().value();
        double expected = convention.expected(t -> question.at(t).automatic().value());
        double size = Math.max(question.scale(tolerance).size(), Math.max(Math.abs(found), Math.abs(expected)));
        double error = tolerance.relative() * size;
        double distance = Math.abs(found - expected);
        return new Finding(
                Finding.Test.CONVENTION,
                question.order(),
                question.modes(),
                question.seed(),
                distance <= error ? Verdict.PASS : Verdict.FAIL,
                found,
                new Estimate(expected, error, 0),
                distance == 0 ? 0 : distance / size,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "at " + point.where() + ": " + contract.convention());
    }

    private Question question(long seed, int order, Mode mode) {
        return new Question(
                subject, seed, Collections.nCopies(order, point.across()), Collections.nCopies(order, mode));
    }
}
