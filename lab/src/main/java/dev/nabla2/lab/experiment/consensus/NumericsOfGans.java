package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import java.util.List;
import java.util.stream.Stream;

/** Consensus optimisation: the paper's mixture of Gaussians, and what its reviewers asked. */
public final class NumericsOfGans implements Experiment {
    private final DigitsByConsensus digits = new DigitsByConsensus();

    @Override
    public String name() {
        return "consensus";
    }

    @Override
    public String paper() {
        return "Mescheder, Nowozin and Geiger, \u201cThe numerics of GANs\u201d, NIPS 2017, sections 4 and 6, and what its reviewers asked";
    }

    @Override
    public String question() {
        return "Players who also lower \u03b3/2 times the squared length of all gradients together: what does that do to the eigenvalues of"
                + " their game, what does a step cost, is it still better when every way to train is tuned alike, and is it a Newton step?";
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        return Stream.of(
                        LearningRates.parts(conditions),
                        PointsOfRest.parts(conditions),
                        NewtonReading.parts(conditions),
                        OtherWays.parts(conditions),
                        OtherObjectives.parts(conditions),
                        Spectra.parts(conditions),
                        digits.parts(conditions),
                        Overhead.parts(conditions))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        return Spectra.findings(conditions, results)
                .and(LearningRates.findings(conditions, results))
                .and(PointsOfRest.findings(conditions, results))
                .and(Overhead.findings(results))
                .and(OtherWays.findings(conditions, results))
                .and(NewtonReading.findings(conditions, results))
                .and(OtherObjectives.findings(conditions, results))
                .and(digits.findings(conditions, results));
    }
}
