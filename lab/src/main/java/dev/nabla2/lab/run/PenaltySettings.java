package dev.nabla2.lab.run;

import dev.nabla2.gan.Dragan;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.LazyPenalty;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.RothRegulariser;
import dev.nabla2.gan.SamplePenalty;
import dev.nabla2.gan.WeightClipping;
import dev.nabla2.gan.ZeroCentredPenalty;
import java.util.OptionalDouble;

/**
 * What keeps the critic's slope in bounds.
 *
 * @param choice which way
 * @param lambda the weight of a term; without effect where there is none
 * @param centre the slope that costs nothing; without effect where it is 0 by definition
 * @param clip the bound of the critic's weights where they are clipped
 * @param every how many of the critic's updates there are for each of the penalty; 1 for both at once
 */
public record PenaltySettings(PenaltyChoice choice, double lambda, double centre, double clip, int every) {
    /** The penalty itself; spectral normalisation is the network's. */
    public Penalty penalty() {
        Penalty penalty = each();
        return every > 1 ? new LazyPenalty(penalty, every) : penalty;
    }

    private Penalty each() {
        return switch (choice) {
            case WGAN_GP -> new GradientPenalty(lambda, GradientPenalty.Sides.TWO, centre);
            case ONE_SIDED -> new GradientPenalty(lambda, GradientPenalty.Sides.ONE, centre);
            case ZERO_GP -> new ZeroCentredPenalty(lambda);
            case R1 -> SamplePenalty.r1(lambda);
            case R2 -> SamplePenalty.r2(lambda);
            case R1_R2 -> new SamplePenalty(lambda, SamplePenalty.Points.BOTH);
            case ROTH -> new RothRegulariser(lambda, false);
            case ROTH_ANNEALED -> new RothRegulariser(lambda, true);
            case DRAGAN -> new Dragan(lambda);
            case CLIP -> new WeightClipping(clip);
            case SPECTRAL_NORM, NONE -> new NoPenalty();
        };
    }

    /** The slope that it asks for, if that is one above 0. */
    public OptionalDouble slope() {
        return choice.hasCentre() && centre > 0 ? OptionalDouble.of(centre) : OptionalDouble.empty();
    }

    /** Its formula with the conventions that papers differ in. */
    public String conventions() {
        return choice == PenaltyChoice.SPECTRAL_NORM
                ? "every weight matrix of the critic divided by its largest singular value, as one power iteration for each"
                        + " application estimates it"
                : penalty().conventions();
    }
}
