package dev.nabla2.gan;

import dev.nabla2.nn.Optimiser;
import java.util.OptionalDouble;

/**
 * How a player follows its directions.
 *
 * @param optimiser what makes steps of them
 * @param limit how long they may be
 * @param average the share β of the average of its parameters that stays at each of its updates, {@code average ← β average + (1 − β)
 *     parameters}, from 0 to below 1; empty where no average is kept. What layers remember is not averaged
 */
public record Pace(Optimiser optimiser, GradientLimit limit, OptionalDouble average) {
    /** Checks the share. */
    public Pace {
        if (average.isPresent() && !(average.getAsDouble() >= 0 && average.getAsDouble() < 1)) {
            throw new IllegalArgumentException(
                    "average: expected a share from 0 to below 1, found " + average.getAsDouble());
        }
    }

    /** A pace without limit and average. */
    public static Pace of(Optimiser optimiser) {
        return new Pace(optimiser, GradientLimit.none(), OptionalDouble.empty());
    }

    /** The same with a limit. */
    public Pace limited(GradientLimit other) {
        return new Pace(optimiser, other, average);
    }

    /** The same with an average of which a share stays at each update. */
    public Pace averaged(double share) {
        return new Pace(optimiser, limit, OptionalDouble.of(share));
    }
}
