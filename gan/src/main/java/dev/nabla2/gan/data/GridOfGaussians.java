package dev.nabla2.gan.data;

/**
 * Gaussians on a square grid around the origin.
 *
 * @param side how many along each axis
 * @param spacing between neighbours
 * @param deviation the standard deviation of each along each axis
 */
public record GridOfGaussians(int side, double spacing, double deviation) implements Mixture {
    private static final double SCALE = 2.828;

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if there is no mode, or a length is not positive
     */
    public GridOfGaussians {
        if (side < 1 || !(spacing > 0) || !(deviation > 0)) {
            throw new IllegalArgumentException(
                    "grid of Gaussians: expected a side of at least 1 and positive lengths, found " + "side " + side
                            + ", spacing " + spacing + ", deviation " + deviation);
        }
    }

    /**
     * The data set {@code grid25}: modes at {-4, -2, 0, 2, 4} along each axis, deviation 0.05, everything divided by 2.828
     * (Gulrajani et al., "Improved training of Wasserstein GANs", NIPS 2017, the authors' {@code gan_toy.py}).
     */
    public static GridOfGaussians ofTwentyFive() {
        return new GridOfGaussians(5, 2 / SCALE, 0.05 / SCALE);
    }

    @Override
    public String name() {
        return "grid" + side * side;
    }

    @Override
    public double[] centres() {
        double[] centres = new double[2 * side * side];
        for (int mode = 0; mode < side * side; mode++) {
            int column = mode / side;
            int row = mode % side;
            centres[2 * mode] = (column - (side - 1) / 2.0) * spacing;
            centres[2 * mode + 1] = (row - (side - 1) / 2.0) * spacing;
        }
        return centres;
    }
}
