package dev.nabla2.lab.experiment.wgangp;

import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import java.util.List;
import java.util.stream.Stream;

/** The toy experiments of WGAN-GP, in three chapters. */
public final class WganGpToy implements Experiment {
    @Override
    public String name() {
        return "wgan-gp-toy";
    }

    @Override
    public String paper() {
        return "Gulrajani, Ahmed, Arjovsky, Dumoulin and Courville, \u201cImproved training of Wasserstein GANs\u201d, NIPS 2017, figures 1"
                + " and 2 and what its reviewers asked";
    }

    @Override
    public String question() {
        return "What does a critic learn under clipped weights, and under a penalty on its slope: which surface, which slopes, and which"
                + " gradients along its depth? Does it matter whether slopes below 1 are penalised, and which activation it has?";
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        return Stream.of(
                        ValueSurfaces.parts(conditions),
                        GradientsByLayer.parts(conditions),
                        TrainedPairs.parts(conditions))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        return ValueSurfaces.findings(conditions, results)
                .and(GradientsByLayer.findings(conditions, results))
                .and(TrainedPairs.findings(conditions, results));
    }
}
