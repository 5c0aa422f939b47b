package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;

/**
 * Normal noise added to all samples, real and generated, before the critic sees them (Sønderby et al. 2017, section 2.4; Arjovsky and
 * Bottou 2017, section 3), so that the two distributions overlap.
 *
 * <p>The noise is drawn anew for every update and every sample. Penalties see the noisy samples, too.
 *
 * @param deviation its standard deviation at the start, in the units of the data; 0 for none
 * @param annealed whether the deviation falls linearly to 0 over the run
 */
public record InstanceNoise(double deviation, boolean annealed) {
    /** Checks the deviation. */
    public InstanceNoise {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "instance noise: expected a finite deviation of at least 0, found " + deviation);
        }
    }

    /** No noise. */
    public static InstanceNoise none() {
        return new InstanceNoise(0, false);
    }

    /** Noise whose deviation falls linearly to 0 over the run. */
    public static InstanceNoise falling(double deviation) {
        return new InstanceNoise(deviation, true);
    }

    /**
     * Samples with noise.
     *
     * @param at where random numbers come from, and how far the run is
     * @param purpose what sets these samples' noise apart from that of others at the same moment
     */
    Tensor on(Moment at, String purpose, Tensor samples) {
        if (deviation == 0) {
            return samples;
        }
        Tensor noise = at.draws()
                .fold("instance noise")
                .fold(purpose)
                .normal(samples.shape())
                .mul(deviation);
        return samples.add(annealed ? noise.mul(at.progress().negate().add(1)) : noise);
    }

    /** Its deviation and course, as a report should state it. */
    public String conventions() {
        return deviation == 0
                ? "none"
                : "normal, deviation " + deviation + (annealed ? " falling linearly to 0" : "")
                        + ", on real and generated samples";
    }
}
