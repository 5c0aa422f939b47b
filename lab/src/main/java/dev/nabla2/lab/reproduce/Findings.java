package dev.nabla2.lab.reproduce;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of an experiment.
 *
 * @param claims what the paper says beside what is found
 * @param figures what is seen
 * @param tables what is measured
 */
public record Findings(List<Claim> claims, List<Figure> figures, List<NumberTable> tables) {
    /** Copies the lists. */
    public Findings {
        claims = List.copyOf(claims);
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
    }

    /** These and others, after them. */
    public Findings and(Findings others) {
        return new Findings(
                joined(claims, others.claims), joined(figures, others.figures), joined(tables, others.tables));
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** How many claims are judged so. */
    public long count(Claim.Agreement agreement) {
        return claims.stream().filter(claim -> claim.agreement() == agreement).count();
    }
}
