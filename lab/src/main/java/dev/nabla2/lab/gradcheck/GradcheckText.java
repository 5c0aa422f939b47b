package dev.nabla2.lab.gradcheck;

import dev.nabla2.engine.check.Finding;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.run.BackendChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A result as a table for people: one line for each operation, layer and penalty, then whatever failed. */
public final class GradcheckText {
    private static final String ROW = "%-11s %-44s %6s %6s %6s %9s %9s  %s%n";

    private GradcheckText() {}

    /** The table, what failed, and a line that sums up. */
    public static String of(GradcheckResult result) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, ROW, "kind", "name", "cases", "kinks", "rough", "error", "on cpu", "verdict"));
        bySubject(result).forEach((subject, findings) -> text.append(row(subject, findings)));
        List<String> failures = result.findings()
                .filter(f ->
                        f.finding().verdict() == Verdict.FAIL || f.finding().verdict() == Verdict.ILL_CONDITIONED)
                .map(f -> "\n" + f.name() + "\n  " + f.finding() + "\n")
                .toList();
        failures.forEach(text::append);
        return text.append(sum(result)).toString();
    }

    private record Subject(String group, String name) {}

    private static Map<Subject, List<Finding>> bySubject(GradcheckResult result) {
        Map<Subject, List<Finding>> bySubject = new LinkedHashMap<>();
        for (CaseResult c : result.cases()) {
            bySubject
                    .computeIfAbsent(
                            new Subject(c.subject().group(), c.subject().subject()), s -> new ArrayList<>())
                    .addAll(c.findings());
        }
        return bySubject;
    }

    private static String row(Subject subject, List<Finding> findings) {
        String name = subject.name().startsWith(subject.group() + " ")
                ? subject.name().substring(subject.group().length() + 1)
                : subject.name();
        return String.format(
                Locale.ROOT,
                ROW,
                subject.group(),
                name,
                findings.size(),
                orNothing(count(findings, Verdict.KINK)),
                orNothing(count(findings, Verdict.ILL_CONDITIONED)),
                worst(findings, false),
                worst(findings, true),
                count(findings, Verdict.FAIL) == 0 ? "ok" : "FAIL " + count(findings, Verdict.FAIL));
    }

    private static String orNothing(long count) {
        return count == 0 ? "" : String.valueOf(count);
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    private static String worst(List<Finding> findings, boolean betweenBackends) {
        List<Double> errors = findings.stream()
                .filter(f -> (f.test() == Finding.Test.BACKEND) == betweenBackends && GradcheckResult.isError(f))
                .map(Finding::relativeError)
                .toList();
        double worst = errors.stream()
                .mapToDouble(e -> Double.isNaN(e) ? Double.POSITIVE_INFINITY : e)
                .max()
                .orElse(0);
        return errors.isEmpty() ? "" : worst == 0 ? "0" : String.format(Locale.ROOT, "%.0e", worst);
    }

    private static String sum(GradcheckResult result) {
        return String.format(
                Locale.ROOT,
                "%n%s operations, %d layers, %d penalties: %s comparisons, %s passed, %d kinks as declared, %d failed,"
                        + " %d too rough to tell; %s%s",
                Format.count(result.operations()),
                result.subjects(CaseList.LAYER),
                result.subjects(CaseList.PENALTY),
                Format.count(result.count()),
                Format.count(result.count(Verdict.PASS)),
                result.count(Verdict.KINK),
                result.count(Verdict.FAIL),
                result.count(Verdict.ILL_CONDITIONED),
                result.settings().comparesBackends()
                        ? (result.settings().backends().contains(BackendChoice.CPU) ? "cpu" : "opencl") + " in "
                                + result.settings().precision().label() + "s, "
                        : "",
                Format.duration(result.seconds()));
    }
}
