package dev.nabla2.engine;

import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.op.Region;
import dev.nabla2.engine.op.Signature;
import dev.nabla2.engine.walk.Reach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Records a pure function as one line, computed on a tape of its own that is closed at once.
 *
 * <p>A walk computes the function again, on another such tape, and walks there. Where the walk is itself recorded, what it does is again
 * a pure function, of the operands and of the cotangent or tangents, and is recorded as one line too: so no order of derivative keeps
 * what lies inside.
 */
final class Checkpoint implements Region.Derivatives {
    /** A pure function of tensors that are leaves or constants of the tape on which it is computed. */
    private interface Body {
        List<Tensor> on(Tape tape, List<Tensor> xs);
    }

    /** What a function gives, of tensors that are leaves or constants of one tape. */
    interface Function {
        Tensor of(List<Tensor> xs);
    }

    private record Computed(Backend backend, List<Array> results, Set<Integer> varying) {}

    private final Tape outer;
    private final Body body;
    private final int line;

    private Checkpoint(Tape outer, Body body) {
        this.outer = outer;
        this.body = body;
        this.line = outer.size();
    }

    /** Stands in the signature, where no other region is equal to it: the number of its line. */
    @Override
    public String toString() {
        return "%" + line;
    }

    /** The function's result on the tape {@code outer}. */
    static Tensor record(Tape outer, Function f, List<Tensor> xs) {
        if (xs.isEmpty()) {
            throw new IllegalArgumentException("checkpoint: expected at least one tensor, found none");
        }
        return record(outer, "checkpoint", (tape, at) -> List.of(f.of(at)), xs);
    }

    /** Several results become one, flat. */
    private static Tensor record(Tape outer, String name, Body body, List<Tensor> xs) {
        Body single = (tape, at) -> List.of(packed(body.on(tape, at)));
        if (!isRecorded(outer, xs)) {
            return compute(outer, single, xs).get(0);
        }
        Computed computed = computed(outer, single, xs, true);
        Array result = computed.results.get(0);
        Checkpoint self = new Checkpoint(outer, single);
        Signature signature = new Signature(name, List.of(self));
        Region region = new Region(signature, xs.size(), result.shape(), computed.varying, self);
        return outer.recordRegion(region, computed.backend, result, xs);
    }

    private static boolean isRecorded(Tape outer, List<Tensor> xs) {
        return outer.isRecording() && xs.stream().anyMatch(Tensor::isRecorded);
    }

    /** The results, of which nothing is recorded. */
    private static List<Tensor> compute(Tape outer, Body body, List<Tensor> xs) {
        Computed computed = computed(outer, body, xs, false);
        return computed.results.stream()
                .map(result -> outer.constant(computed.backend, result))
                .toList();
    }

    private static Computed computed(Tape outer, Body body, List<Tensor> xs, boolean differentiably) {
        List<Tensor> borrowed = xs.stream().map(Tensor::borrowed).toList();
        return outer.suspended(() -> {
            try (Tape inner = outer.inside()) {
                List<Tensor> at = new ArrayList<>();
                for (int i = 0; i < xs.size(); i++) {
                    boolean leaf = differentiably && xs.get(i).isRecorded();
                    at.add(leaf ? inner.watch(borrowed.get(i)) : inner.constant(borrowed.get(i)));
                }
                List<Tensor> results = body.on(inner, at);
                Set<Integer> varying = differentiably ? varying(inner, results.get(0), at) : Set.of();
                List<Array> arrays = results.stream()
                        .map(result -> inner.handOver(result, outer))
                        .toList();
                return new Computed(results.get(0).backend(), arrays, varying);
            }
        });
    }

    /** The positions of those leaves that y varies smoothly with. */
    private static Set<Integer> varying(Tape tape, Tensor y, List<Tensor> leaves) {
        if (!y.isOn(tape)) {
            return Set.of();
        }
        boolean[] needed = Reach.backward(tape.lines(), new int[] {0}, y.number());
        return IntStream.range(0, leaves.size())
                .filter(i -> leaves.get(i).isOn(tape) && leaves.get(i).number() < needed.length)
                .filter(i -> needed[leaves.get(i).number()])
                .boxed()
                .collect(Collectors.toSet());
    }

    @Override
    public Tensor tangent(List<Tensor> operands, int[] moving, List<Tensor> tangents) {
        int arity = operands.size();
        Body pushforward = (tape, in) -> {
            List<Tensor> xs = variables(tape, in.subList(0, arity), moving);
            Tensor y = again(tape, xs);
            return List.of(tape.pushforward(y, chosen(xs, moving), in.subList(arity, in.size())));
        };
        List<Tensor> all = new ArrayList<>(operands);
        all.addAll(tangents);
        return record(outer, "checkpoint_pushforward", pushforward, all);
    }

    @Override
    public List<Tensor> cotangents(List<Tensor> operands, int[] wanted, Tensor cotangent) {
        int arity = operands.size();
        Body pullback = (tape, in) -> {
            List<Tensor> xs = variables(tape, in.subList(0, arity), wanted);
            boolean last = in.stream().noneMatch(Tensor::isRecorded);
            Tensor y = again(tape, xs);
            List<Tensor> by = chosen(xs, wanted);
            return last ? tape.lastPullback(y, in.get(arity), by) : tape.pullback(y, in.get(arity), by);
        };
        List<Tensor> all = new ArrayList<>(operands);
        all.add(cotangent);
        return isRecorded(outer, all)
                ? unpacked(record(outer, "checkpoint_pullback", pullback, all), chosen(operands, wanted))
                : compute(outer, pullback, all);
    }

    /** What was found at kinks inside was found the first time. */
    private Tensor again(Tape tape, List<Tensor> xs) {
        return tape.withoutKinkWatch(() -> body.on(tape, xs)).get(0);
    }

    /** The operands, of which those to differentiate by are leaves. */
    private static List<Tensor> variables(Tape tape, List<Tensor> xs, int[] variable) {
        List<Tensor> variables = new ArrayList<>(xs);
        for (int i : variable) {
            if (!xs.get(i).isRecorded()) {
                variables.set(i, tape.watch(xs.get(i)));
            }
        }
        return variables;
    }

    private static List<Tensor> chosen(List<Tensor> xs, int[] which) {
        return Arrays.stream(which).mapToObj(xs::get).toList();
    }

    private static Tensor packed(List<Tensor> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : Tensor.concatenate(
                        0,
                        parts.stream()
                                .map(part -> part.reshape(Shape.of(part.shape().size())))
                                .toArray(Tensor[]::new));
    }

    private static List<Tensor> unpacked(Tensor packed, List<Tensor> like) {
        if (like.size() == 1) {
            return List.of(packed);
        }
        int[] starts = new int[like.size() + 1];
        for (int i = 0; i < like.size(); i++) {
            starts[i + 1] = starts[i] + like.get(i).shape().size();
        }
        return IntStream.range(0, like.size())
                .mapToObj(i -> packed.slice(0, starts[i], starts[i + 1])
                        .reshape(like.get(i).shape()))
                .toList();
    }
}
