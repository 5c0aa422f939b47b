package dev.nabla2.lab.game;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Game;
import dev.nabla2.gan.Gan;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A game of a critic and a generator that own a few numbers and are at rest at a known point.
 *
 * <p>Every number can be a vector, of one element for each of several copies of the game that know nothing of each other: losses are
 * summed over copies, so that each copy's gradient is its own. What joins all parameters, as an adaptive γ of consensus does, joins copies.
 */
public interface ToyGame extends Game {
    /** The names of the numbers, such as {@code generator.a}, the critic's first. */
    List<String> numbers();

    /** Where no player's gradient is other than 0. */
    List<Double> equilibrium();

    /** Whether losses are those of samples, rather than expectations. */
    default boolean isSampled() {
        return false;
    }

    /** Both losses in terms of the numbers. */
    String words();

    @Override
    default List<String> players() {
        return List.of(Gan.CRITIC, Gan.GENERATOR);
    }

    /**
     * The game at points, one copy at each.
     *
     * @param points for each copy the values of the {@link #numbers}
     */
    default Parameters at(Backend backend, List<double[]> points) {
        Parameters all = Parameters.none();
        for (int i = 0; i < numbers().size(); i++) {
            int number = i;
            double[] values =
                    points.stream().mapToDouble(point -> point[number]).toArray();
            all = all.and(numbers().get(i), Tensor.of(backend, Shape.of(values.length), values));
        }
        return all;
    }

    /**
     * Where copies are: the inverse of {@link #at}.
     *
     * @param all every player's parameters, or a field's values of their names
     */
    default List<double[]> points(Parameters all) {
        List<double[]> numbers =
                numbers().stream().map(name -> all.get(name).toDoubles()).toList();
        List<double[]> points = new ArrayList<>();
        for (int copy = 0; copy < numbers.get(0).length; copy++) {
            int at = copy;
            points.add(numbers.stream().mapToDouble(values -> values[at]).toArray());
        }
        return points;
    }

    /** How far a copy is from the equilibrium. */
    default double distance(double[] point) {
        double square = 0;
        for (int i = 0; i < point.length; i++) {
            square += Math.pow(point[i] - equilibrium().get(i), 2);
        }
        return Math.sqrt(square);
    }

    /** The two numbers that it is drawn over, across and upwards; the others are at their equilibrium there. */
    default List<String> plane() {
        return List.of(numbers().get(1), numbers().get(0));
    }

    /** The game at its equilibrium. */
    default Parameters atRest(Backend backend) {
        return at(
                backend,
                List.of(equilibrium().stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
