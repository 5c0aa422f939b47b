package dev.nabla2.lab.run;

import dev.nabla2.gan.GradientLimit;
import dev.nabla2.gan.Pace;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.RmsProp;
import dev.nabla2.nn.Sgd;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast the players follow their directions.
 *
 * @param optimiser what makes steps of them
 * @param betas Adam's two; without effect elsewhere
 * @param learningRate the generator's at the start
 * @param ratio the critic's learning rate over the generator's
 * @param schedule how both change
 * @param limit how long gradients may be
 * @param average the share of the average of the generator's parameters that stays at each update; empty for no average
 */
public record PaceSettings(
        OptimiserChoice optimiser,
        List<Double> betas,
        double learningRate,
        double ratio,
        ScheduleChoice schedule,
        GradientLimit limit,
        OptionalDouble average) {
    /** Copies the list. */
    public PaceSettings {
        betas = List.copyOf(betas);
    }

    /** The critic's pace. */
    public Pace critic() {
        return Pace.of(optimiser(learningRate * ratio)).limited(limit);
    }

    /** The generator's pace. */
    public Pace generator() {
        return new Pace(optimiser(learningRate), limit, average);
    }

    private Optimiser optimiser(double rate) {
        return switch (optimiser) {
            case ADAM -> new Adam(rate, betas.get(0), betas.get(1));
            case RMSPROP -> new RmsProp(rate);
            case SGD -> new Sgd(rate);
        };
    }
}
