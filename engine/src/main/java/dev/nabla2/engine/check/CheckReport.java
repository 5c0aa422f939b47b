package dev.nabla2.engine.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of checking a function.
 *
 * @param name what was checked
 * @param findings one for each comparison
 */
public record CheckReport(String name, List<Finding> findings) {
    /** Copies the list. */
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** The worst of all verdicts. */
    public Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
    }

    /** How many findings are of a verdict. */
    public int count(Verdict verdict) {
        return (int) findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    /** The finding with the worst verdict and, among those, the largest relative error. */
    public Optional<Finding> worst() {
        return findings.stream()
                .max(Comparator.comparing(Finding::verdict).thenComparingDouble(CheckReport::relativeError));
    }

    /**
     * This report, if every verdict is {@link Verdict#PASS} or one of {@code accepted}.
     *
     * @throws AssertionError with the whole report as its message, otherwise
     */
    public CheckReport orThrow(Verdict... accepted) {
        boolean fine = findings.stream()
                .allMatch(f ->
                        f.verdict() == Verdict.PASS || Arrays.asList(accepted).contains(f.verdict()));
        if (!fine) {
            throw new AssertionError(toString());
        }
        return this;
    }

    private static double relativeError(Finding finding) {
        return Double.isNaN(finding.relativeError()) ? Double.POSITIVE_INFINITY : finding.relativeError();
    }

    /** One line that says how it went, and below it everything that did not pass, worst first. */
    @Override
    public String toString() {
        String head =
                name + ": " + verdict() + ", " + count(Verdict.PASS) + " of " + findings.size() + " comparisons passed";
        String failures = findings.stream()
                .filter(f -> f.verdict() != Verdict.PASS)
                .sorted(Comparator.comparing(Finding::verdict)
                        .thenComparingDouble(CheckReport::relativeError)
                        .reversed())
                .map(f -> "\n  " + f)
                .collect(Collectors.joining());
        return head + failures;
    }
}
