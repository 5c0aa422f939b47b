package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import java.util.List;
import java.util.stream.Stream;

/** The zero-centred penalty on interpolates. */
public final class ZeroGp implements Experiment {
    private final Digits digits = new Digits();

    @Override
    public String name() {
        return "zero-gp";
    }

    @Override
    public String paper() {
        return "Thanh-Tung, Tran and Venkatesh, \u201cImproving generalization and stability of generative adversarial networks\u201d, ICLR"
                + " 2019, and its reproducibility report";
    }

    @Override
    public String question() {
        return "Does a penalty that pulls the critic\u2019s slope to 0 between samples bring it near the best critic, and keep its gradient from"
                + " exploding as generated samples near real ones?";
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        return Stream.of(
                        NearTheOptimum.parts(conditions),
                        WhereTheyMeet.parts(conditions),
                        digits.parts(conditions),
                        Photographs.parts(conditions))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        return NearTheOptimum.findings(conditions, results)
                .and(WhereTheyMeet.findings(results))
                .and(digits.findings(conditions, results))
                .and(Photographs.findings(conditions, results));
    }
}
