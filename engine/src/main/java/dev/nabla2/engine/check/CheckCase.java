package dev.nabla2.engine.check;

import dev.nabla2.engine.backend.Backend;
import java.util.List;
import java.util.function.LongFunction;

/** Something whose derivatives can be checked at points that a seed chooses: an operation, a layer, a penalty. */
public interface CheckCase {
    /** What it is one of, such as {@code pointwise}, {@code layer} or {@code penalty}. */
    String group();

    /** What is checked, such as {@code leaky_relu(0.2)}; several cases may be of one subject. */
    String subject();

    /** The subject with its shapes, such as {@code leaky_relu(0.2) [2, 3]}: distinct for distinct cases. */
    String name();

    /** Compares derivatives of those orders with differences and with each other, and at a kink with what is promised there. */
    CheckReport check(long seed, List<Integer> orders);

    /** Compares derivatives of those orders on another backend with those on reference. */
    CheckReport against(Backend other, long seed, List<Integer> orders);

    /**
     * A case of any function.
     *
     * @param at a check of it, on reference, at points of a seed; its orders and seeds are set by who runs the case
     */
    static CheckCase of(String group, String subject, String name, LongFunction<GradientCheck> at) {
        return new FunctionCase(group, subject, name, at);
    }

    /** Every example of the registry of operations. */
    static List<CheckCase> operations() {
        return OperationCase.all();
    }
}
