package dev.nabla2.lab.gradcheck;

import dev.nabla2.engine.check.Finding;
import dev.nabla2.engine.check.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of all cases.
 *
 * @param cases one result for each
 * @param settings what was asked for
 * @param seconds how long it took
 */
public record GradcheckResult(List<CaseResult> cases, GradcheckSettings settings, double seconds) {
    /**
     * A finding and what it was found of.
     *
     * @param name the case
     * @param finding what was found
     */
    public record Named(String name, Finding finding) {}

    /** All findings. */
    public Stream<Named> findings() {
        return cases.stream()
                .flatMap(result -> result.findings().stream()
                        .map(f -> new Named(result.subject().name(), f)));
    }

    /** How many findings there are. */
    public long count() {
        return findings().count();
    }

    /** How many findings are of a verdict. */
    public long count(Verdict verdict) {
        return findings().filter(f -> f.finding().verdict() == verdict).count();
    }

    /** How many different things were checked, layers and penalties or all others. */
    public long subjects(String group) {
        return cases.stream()
                .map(CaseResult::subject)
                .filter(c -> c.group().equals(group))
                .map(c -> c.subject())
                .distinct()
                .count();
    }

    /** How many different operations, and functions composed of them, were checked. */
    public long operations() {
        return cases.stream()
                        .map(CaseResult::subject)
                        .map(c -> c.subject())
                        .distinct()
                        .count()
                - subjects(CaseList.LAYER)
                - subjects(CaseList.PENALTY);
    }

    /** The worst of what was found on reference, or of what was found on another backend: by verdict, then by relative error. */
    public Optional<Named> worst(boolean betweenBackends) {
        return findings()
                .filter(f -> (f.finding().test() == Finding.Test.BACKEND) == betweenBackends)
                .filter(f -> isError(f.finding()))
                .max(Comparator.comparing((Named f) -> f.finding().verdict())
                        .thenComparingDouble(f -> relativeError(f.finding())));
    }

    /** A kink has no error, and a convention is compared with what is beside a kink, not at it. */
    static boolean isError(Finding finding) {
        return finding.verdict() == Verdict.FAIL
                || (finding.verdict() != Verdict.KINK && finding.test() != Finding.Test.CONVENTION);
    }

    private static double relativeError(Finding finding) {
        return Double.isNaN(finding.relativeError()) ? Double.POSITIVE_INFINITY : finding.relativeError();
    }
}
