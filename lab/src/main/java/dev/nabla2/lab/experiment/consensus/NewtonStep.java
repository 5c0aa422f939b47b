package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.lab.spectrum.Linearisation;

/**
 * Newton-like steps from a place: (I + γA)⁻¹v, solved by products.
 *
 * @param field the players' own field v at the place
 */
record NewtonStep(Linearisation field) {
    /** How exact solutions are, as a residual over ‖v‖. */
    static final double TOLERANCE = 1e-14;

    private static final int MOST = 300;

    /** The step as a reading has it. */
    Gmres.Solution of(Reading reading, double gamma) {
        double weight = reading == Reading.NEWTON ? -gamma : gamma;
        return new Gmres(
                        x -> Vectors.plus(
                                x, weight, reading == Reading.TRANSPOSED ? field.transposedTimes(x) : field.times(x)),
                        TOLERANCE,
                        MOST)
                .solve(field.value());
    }

    /** ‖(v′ + v′ᵀ)v / 2‖ / ‖v′ᵀv‖: 0 where the game only rotates, 1 where there is one loss. */
    double symmetric() {
        double[] v = field.value();
        double[] transposed = field.transposedTimes(v);
        return Vectors.norm(Vectors.plus(field.times(v), 1, transposed)) / (2 * Vectors.norm(transposed));
    }
}
