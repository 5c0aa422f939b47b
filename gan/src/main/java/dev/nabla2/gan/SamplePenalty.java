package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.List;

/**
 * The zero-centred penalty on samples: the simplified gradient penalties R₁ and R₂ (Mescheder, Geiger and Nowozin 2018), γ/2 E ‖∇D‖² on
 * real or on generated samples, and both together.
 *
 * <p>Conventions: with the factor ½; on both, the two means are added, not averaged; the norm is Euclidean over all axes but the
 * batch, and its square is formed without a root; D is the critic's value, the logit of a discriminator, not its probability.
 *
 * @param gamma γ
 * @param points which samples
 */
public record SamplePenalty(double gamma, Points points) implements SlopePenalty {
    /** Checks the weight. */
    public SamplePenalty {
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sample penalty: expected a finite gamma of at least 0, found " + gamma);
        }
    }

    /** Where the critic's gradient is penalised. */
    public enum Points {
        /** On real samples: R₁. */
        REAL,
        /** On generated samples: R₂. */
        FAKE,
        /** On both: R₁ + R₂. */
        BOTH
    }

    /** R₁: γ/2 E ‖∇D‖² on real samples. */
    public static SamplePenalty r1(double gamma) {
        return new SamplePenalty(gamma, Points.REAL);
    }

    /** R₂: γ/2 E ‖∇D‖² on generated samples. */
    public static SamplePenalty r2(double gamma) {
        return new SamplePenalty(gamma, Points.FAKE);
    }

    @Override
    public double weight() {
        return gamma / 2;
    }

    @Override
    public Tensor charge(Tensor squared) {
        return squared;
    }

    @Override
    public List<Tensor> points(Setting at) {
        return switch (points) {
            case REAL -> List.of(at.real());
            case FAKE -> List.of(at.fake());
            case BOTH -> List.of(at.real(), at.fake());
        };
    }

    @Override
    public String conventions() {
        String where = switch (points) {
            case REAL -> "mean of ‖∇D‖² on real samples (R1)";
            case FAKE -> "mean of ‖∇D‖² on generated samples (R2)";
            case BOTH -> "(mean of ‖∇D‖² on real samples + mean on generated ones)";
        };
        return gamma + "/2 · " + where + "; squared Euclidean norm per sample, D the logit; factor ½";
    }
}
