package dev.nabla2.engine.check;

import dev.nabla2.engine.backend.Backend;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A case of any function.
 *
 * @param group see {@link CheckCase#group}
 * @param subject see {@link CheckCase#subject}
 * @param name see {@link CheckCase#name}
 * @param at a check at points of a seed
 */
record FunctionCase(String group, String subject, String name, LongFunction<GradientCheck> at) implements CheckCase {
    @Override
    public CheckReport check(long seed, List<Integer> orders) {
        return prepared(seed, orders).check();
    }

    @Override
    public CheckReport against(Backend other, long seed, List<Integer> orders) {
        return prepared(seed, orders).against(other);
    }

    private GradientCheck prepared(long seed, List<Integer> orders) {
        return at.apply(seed)
                .named(name)
                .seeds(seed)
                .orders(orders.stream().mapToInt(Integer::intValue).toArray());
    }
}
