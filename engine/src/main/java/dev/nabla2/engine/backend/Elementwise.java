package dev.nabla2.engine.backend;

/**
 * A function applied element by element: its definition, and the name under which a backend may hold something faster.
 *
 * <p>The definition is the meaning. A backend that knows {@code name} may compute it otherwise, within the tolerance of its
 * precision; one that does not runs the definition.
 *
 * @param name the function's name, unique among elementwise functions, such as {@code leaky_relu}
 * @param arity how many arguments it takes, 1 to 3
 * @param constant the function's parameter, such as a slope; 0 where it has none
 * @param definition the function itself, in double precision
 */
public record Elementwise(String name, int arity, double constant, Definition definition) {
    /** A scalar function of up to three arguments; those beyond its arity are 0. */
    @FunctionalInterface
    public interface Definition {
        /** The function's value. */
        double at(double a, double b, double c);
    }

    /** A function of one argument. */
    public static Elementwise unary(String name, double constant, java.util.function.DoubleUnaryOperator f) {
        return new Elementwise(name, 1, constant, (a, b, c) -> f.applyAsDouble(a));
    }

    /** A function of two arguments. */
    public static Elementwise binary(String name, double constant, java.util.function.DoubleBinaryOperator f) {
        return new Elementwise(name, 2, constant, (a, b, c) -> f.applyAsDouble(a, b));
    }
}
