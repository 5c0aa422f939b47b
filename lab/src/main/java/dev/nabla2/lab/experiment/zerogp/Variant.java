package dev.nabla2.lab.experiment.zerogp;

import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.gan.ZeroCentredPenalty;
import java.util.Locale;

/** What is compared in the plane: penalties of the paper, and none with more data. */
enum Variant {
    /** No penalty. */
    NO_GP("No-GP"),
    /** No penalty, and more samples. */
    NO_GP_MORE("No-GP, more data"),
    /** Slopes pulled to 1 on interpolates. */
    ONE_GP("1-GP"),
    /** Slopes pulled to 0 on samples, real and generated. */
    ZERO_GP_SAMPLE("0-GP-sample"),
    /** Slopes pulled to 0 on interpolates. */
    ZERO_GP("0-GP");

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String fileName() {
        return label.toLowerCase(Locale.ROOT).replace(", ", "-").replace(' ', '-');
    }

    boolean isPenalised() {
        return this != NO_GP && this != NO_GP_MORE;
    }

    /** The penalty with a weight λ, as a mean over its points. */
    Penalty penalty(double lambda) {
        return switch (this) {
            case NO_GP, NO_GP_MORE -> new NoPenalty();
            case ONE_GP -> GradientPenalty.twoSided(lambda);
            case ZERO_GP_SAMPLE -> new SamplePenalty(lambda, SamplePenalty.Points.BOTH);
            case ZERO_GP -> new ZeroCentredPenalty(lambda);
        };
    }
}
