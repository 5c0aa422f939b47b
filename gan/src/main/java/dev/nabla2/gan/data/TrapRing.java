package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;

/**
 * Rings of eight Gaussians as the code of two papers makes them, which is not what their text says.
 *
 * <p>Results on these cannot be compared with results on {@link RingOfGaussians}; they are here to reproduce published figures,
 * and under names of their own so that nobody takes one for the other.
 *
 * @param name what a user asks for it by
 * @param ring where the modes lie, each of them once
 * @param twice the mode that is twice as likely as each other, or -1 for none
 */
public record TrapRing(String name, RingOfGaussians ring, int twice) implements Mixture {
    private static final double RADIUS = 2;
    private static final double DEVIATION = 0.02;

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if there is no such mode
     */
    public TrapRing {
        if (twice < -1 || twice >= ring.modes()) {
            throw new IllegalArgumentException(
                    name + ": expected a mode from 0 to " + (ring.modes() - 1) + " or -1, found " + twice);
        }
    }

    /**
     * The data set {@code ring8-endpoint}: eight angles from 0 to 2 pi with the end point, so that the last mode falls on the
     * first. Seven distinct modes remain, one of them with two eighths of the mass. The mistake is that of the code of Metz et
     * al., "Unrolled generative adversarial networks", ICLR 2017 ({@code np.linspace(0, 2 * np.pi, 8)}, sine
     * before cosine, so that theirs is the mirror image of this one); radius 2 and deviation 0.02 are the paper's.
     */
    public static TrapRing withEndPoint() {
        return new TrapRing("ring8-endpoint", new RingOfGaussians(7, RADIUS, DEVIATION), 0);
    }

    /**
     * The data set {@code ring8-variance}: eight modes of radius 2 whose deviation 0.02 is passed where a variance is wanted,
     * so that the true deviation is sqrt(0.02) = 0.141. The mistake is that of the code of Nguyen et al., "Dual discriminator
     * generative adversarial nets", NIPS 2017.
     */
    public static TrapRing withVarianceForDeviation() {
        return new TrapRing("ring8-variance", new RingOfGaussians(8, RADIUS, Math.sqrt(DEVIATION)), -1);
    }

    @Override
    public double[] centres() {
        return ring.centres();
    }

    @Override
    public double deviation() {
        return ring.deviation();
    }

    @Override
    public int[] labels(RandomStream random, long number, int count) {
        if (twice < 0) {
            return ring.labels(random, number, count);
        }
        int[] modes = random.fold("mode").integers(count, modes() + 1);
        Arrays.setAll(modes, i -> modes[i] == modes() ? twice : modes[i]);
        return modes;
    }
}
