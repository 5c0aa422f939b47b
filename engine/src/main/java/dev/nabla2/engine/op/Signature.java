package dev.nabla2.engine.op;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What distinguishes an operation from every other: two with equal signatures compute the same.
 *
 * @param name the name in the registry, such as {@code leaky_relu}
 * @param attributes its parameters, such as the slope; values with a meaningful {@code equals}
 */
public record Signature(String name, List<Object> attributes) {
    static Signature of(String name, Object... attributes) {
        return new Signature(name, List.of(attributes));
    }

    /** Such as {@code leaky_relu(0.2)}. */
    @Override
    public String toString() {
        return attributes.isEmpty()
                ? name
                : attributes.stream().map(String::valueOf).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
