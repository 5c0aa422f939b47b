package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the dense loops of elementwise functions, and makes them ready to run over any strides. */
final class Elementwises {
    private static final int COSTLY = 5;
    private static final Set<String> CHEAP = Set.of(
            "copy",
            "negate",
            "scale",
            "shift",
            "abs",
            "sign",
            "step",
            "leaky_step",
            "sqrt",
            "square",
            "reciprocal",
            "safe_reciprocal",
            "relu",
            "leaky_relu",
            "add",
            "subtract",
            "multiply",
            "divide",
            "maximum",
            "minimum",
            "greater",
            "prefers",
            "where",
            "rsqrt",
            "relu_mollified",
            "floor",
            "at_least",
            "at_most",
            "above",
            "greater_or_equal",
            "equal");

    private final Kernels kernels;
    private final Workers workers;
    private final ThreadLocal<ElementwiseRun.Scratch> scratch = ThreadLocal.withInitial(ElementwiseRun.Scratch::new);

    Elementwises(Kernels kernels, Workers workers) {
        this.kernels = kernels;
        this.workers = workers;
    }

    void run(Elementwise f, Loop loop, Buffer out, Buffer[] in) {
        Strides[] sources = new Strides[in.length];
        int[] arguments = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            sources[i] = Strides.of(loop.extents(), loop.in()[i]);
            arguments[i] = i;
        }
        ElementwisePlan plan = new ElementwisePlan(
                List.of(stage(f, arguments)),
                sources,
                new boolean[in.length],
                List.of(new ElementwisePlan.Target(in.length, Strides.of(loop.extents(), loop.out()), false)),
                lanes(f));
        new ElementwiseRun(plan, kernels, workers, scratch).run(in, new Buffer[] {out});
    }

    Chain.Ready prepare(Chain chain) {
        Strides[] sources = new Strides[chain.in().size()];
        boolean[] masks = new boolean[sources.length];
        for (int i = 0; i < sources.length; i++) {
            Loop loop = chain.in().get(i).loop();
            sources[i] = Strides.of(loop.extents(), loop.in()[0]);
            masks[i] = chain.in().get(i).isMask();
        }
        List<ElementwisePlan.Stage> stages = new ArrayList<>();
        for (Chain.Stage stage : chain.stages()) {
            int[] arguments = stage.arguments().stream().mapToInt(i -> i).toArray();
            stages.add(stage(stage.function(), arguments));
        }
        Strides whole = Strides.of(new int[] {chain.size()}, new Loop.Layout(0, 1));
        List<ElementwisePlan.Target> targets = chain.out().stream()
                .map(result -> new ElementwisePlan.Target(result.value(), whole, result.isMask()))
                .toList();
        ElementwisePlan plan = new ElementwisePlan(stages, sources, masks, targets, kernels.lanes());
        return new ElementwiseRun(plan, kernels, workers, scratch);
    }

    private int lanes(Elementwise f) {
        return kernels.elementwise(f.name()).isPresent() ? kernels.lanes() : 1;
    }

    private ElementwisePlan.Stage stage(Elementwise f, int[] arguments) {
        Optional<Dense> found = kernels.elementwise(f.name());
        int cost = CHEAP.contains(f.name()) ? 1 : COSTLY;
        return new ElementwisePlan.Stage(found.orElseGet(() -> defined(f)), constant(f), arguments, cost);
    }

    /** The function's constant as a float; a threshold is rounded down, so that the same floats are above it. */
    private static float constant(Elementwise f) {
        float nearest = (float) f.constant();
        return f.name().equals("above") && nearest > f.constant() ? Math.nextDown(nearest) : nearest;
    }

    private static Dense defined(Elementwise f) {
        Elementwise.Definition definition = f.definition();
        return s -> {
            for (int n = 0; n < s.count(); n++) {
                float b = f.arity() > 1 ? s.b()[s.j() + n] : 0;
                float c = f.arity() > 2 ? s.c()[s.k() + n] : 0;
                s.out()[s.o() + n] = (float) definition.at(s.a()[s.i() + n], b, c);
            }
        };
    }
}
