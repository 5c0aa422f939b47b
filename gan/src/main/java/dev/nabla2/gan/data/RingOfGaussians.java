package dev.nabla2.gan.data;

/**
 * Gaussians evenly spaced on a circle, the first one on the positive x axis.
 *
 * <p>Papers that speak of "the ring of eight" mean three sizes of it: {@link #ofEight}, {@link #ofMescheder} and {@link
 * #ofNagarajan}.
 *
 * @param name what a user asks for it by
 * @param modes how many
 * @param radius of the circle
 * @param deviation the standard deviation of each along each axis
 */
public record RingOfGaussians(String name, int modes, double radius, double deviation) implements Mixture {
    private static final double SCALE = 1.414;

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if there is no mode, or a length is not positive
     */
    public RingOfGaussians {
        if (modes < 1 || !(radius > 0) || !(deviation > 0)) {
            throw new IllegalArgumentException(
                    "ring of Gaussians: expected at least 1 mode and positive lengths, found " + modes
                            + " modes, radius " + radius + ", deviation " + deviation);
        }
    }

    /** A ring that is named {@code ring} and its number of modes. */
    public RingOfGaussians(int modes, double radius, double deviation) {
        this("ring" + modes, modes, radius, deviation);
    }

    /**
     * The data set {@code ring8}: eight modes, radius 2, deviation 0.02, everything divided by 1.414 (Gulrajani et al.,
     * "Improved training of Wasserstein GANs", NIPS 2017, the authors' {@code gan_toy.py}).
     */
    public static RingOfGaussians ofEight() {
        return new RingOfGaussians(8, 2 / SCALE, 0.02 / SCALE);
    }

    /**
     * The data set {@code ring8-r1}: eight modes, radius 1, deviation 0.01 (Mescheder, Nowozin and Geiger, "The numerics of
     * GANs", NIPS 2017).
     */
    public static RingOfGaussians ofMescheder() {
        return new RingOfGaussians("ring8-r1", 8, 1, 0.01);
    }

    /**
     * The data set {@code ring8-r2}: eight modes, radius 2, deviation 0.02 (Nagarajan and Kolter, "Gradient descent GAN
     * optimization is locally stable", NIPS 2017; Metz et al., "Unrolled generative adversarial networks", ICLR 2017).
     */
    public static RingOfGaussians ofNagarajan() {
        return new RingOfGaussians("ring8-r2", 8, 2, 0.02);
    }

    @Override
    public double[] centres() {
        double[] centres = new double[2 * modes];
        for (int mode = 0; mode < modes; mode++) {
            double angle = 2 * Math.PI * mode / modes;
            centres[2 * mode] = radius * StrictMath.cos(angle);
            centres[2 * mode + 1] = radius * StrictMath.sin(angle);
        }
        return centres;
    }
}
