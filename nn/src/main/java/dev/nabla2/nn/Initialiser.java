package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import java.util.Arrays;

/** Draws the weights that training starts from, for a layer of some inputs and outputs. */
@FunctionalInterface
public interface Initialiser {
    /**
     * Draws a matrix.
     *
     * @return {@code inputs * outputs} numbers, row-major {@code [inputs, outputs]}
     */
    double[] draw(RandomStream random, int inputs, int outputs);

    /** Normal with standard deviation gain / √inputs (He, Zhang, Ren and Sun 2015, equation 10, with gain √2 for relu). */
    static Initialiser heNormal(double gain) {
        return (random, inputs, outputs) -> scaled(random.normal(inputs * outputs), gain / Math.sqrt(inputs));
    }

    /** Uniform with standard deviation gain / √inputs (He, Zhang, Ren and Sun 2015). */
    static Initialiser heUniform(double gain) {
        return (random, inputs, outputs) -> uniform(random, inputs * outputs, gain * Math.sqrt(3.0 / inputs));
    }

    /** Uniform with variance 2 gain² / (inputs + outputs) (Glorot and Bengio 2010, equation 16). */
    static Initialiser glorotUniform(double gain) {
        return (random, inputs, outputs) ->
                uniform(random, inputs * outputs, gain * Math.sqrt(6.0 / (inputs + outputs)));
    }

    /** Orthonormal rows or columns, whichever are fewer, times gain (Saxe, McClelland and Ganguli 2014). */
    static Initialiser orthogonal(double gain) {
        return (random, inputs, outputs) -> Orthogonal.draw(random, inputs, outputs, gain);
    }

    private static double[] uniform(RandomStream random, int count, double bound) {
        double[] numbers = random.uniform(count);
        return scaled(Arrays.stream(numbers).map(u -> 2 * u - 1).toArray(), bound);
    }

    private static double[] scaled(double[] numbers, double scale) {
        return Arrays.stream(numbers).map(x -> x * scale).toArray();
    }
}
