package dev.nabla2.engine.program;

import dev.nabla2.engine.backend.Chain;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.op.ElementwiseLaunch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Elementwise steps over the same indices that are to be computed together. */
final class Group {
    /** Steps beyond this many are computed separately: what passes between them should stay in the first-level cache. */
    private static final int MOST = 32;

    private record Member(Step step, ElementwiseLaunch launch) {}

    /** A value from outside, and how it lies. */
    private record Source(int value, List<Integer> extents, List<Integer> strides, int offset) {
        static Source of(int value, Loop loop) {
            Loop.Layout layout = loop.in()[0];
            return new Source(value, list(loop.extents()), list(layout.strides()), layout.offset());
        }

        private static List<Integer> list(int[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Integer> made = new HashMap<>();
    private final Map<Source, Loop> sources = new LinkedHashMap<>();

    /** Whether the group computes this value. */
    boolean makes(int value) {
        return made.containsKey(value);
    }

    /** Whether a step has something to do with the group, and can be computed with it. */
    boolean admits(Step step, ElementwiseLaunch launch) {
        boolean related = false;
        for (int i = 0; i < step.operands().size(); i++) {
            int value = step.operands().get(i);
            Loop own = alone(launch.loop(), i);
            if (makes(value) && !isWhole(own)) {
                return false;
            }
            related |= makes(value) || sources.containsKey(Source.of(value, own));
        }
        return related && members.size() < MOST;
    }

    void add(Step step, ElementwiseLaunch launch) {
        for (int i = 0; i < step.operands().size(); i++) {
            int value = step.operands().get(i);
            if (!makes(value)) {
                Loop own = alone(launch.loop(), i);
                sources.putIfAbsent(Source.of(value, own), own);
            }
        }
        made.put(step.result(), members.size());
        members.add(new Member(step, launch));
    }

    /** The loop of one argument, with all axes merged that need not be apart for its sake. */
    static Loop alone(Loop loop, int which) {
        return new Loop(loop.extents(), loop.out(), loop.in()[which]);
    }

    /** Whether an argument's elements are those of the same indices. */
    static boolean isWhole(Loop loop) {
        Loop.Layout layout = loop.in()[0];
        return loop.extents().length == 1
                && layout.offset() == 0
                && (layout.strides()[0] == 1 || loop.size() == 1)
                && loop.out().strides()[0] == layout.strides()[0];
    }

    /**
     * All of it as one part.
     *
     * @param isWanted whether somebody else reads a value
     * @param isMask whether a value is to be kept as a mask
     */
    Part part(IntPredicate isWanted, IntPredicate isMask) {
        List<Source> from = List.copyOf(sources.keySet());
        Map<Integer, Integer> numbers = new HashMap<>();
        List<Chain.Stage> stages = new ArrayList<>();
        List<Chain.Result> out = new ArrayList<>();
        List<Integer> writes = new ArrayList<>();
        for (Member member : members) {
            List<Integer> arguments = arguments(member, from, numbers);
            int result = member.step().result();
            boolean wanted = isWanted.test(result);
            if (!wanted && member.launch().function().name().equals("copy")) {
                numbers.put(result, arguments.get(0));
                continue;
            }
            numbers.put(result, from.size() + stages.size());
            if (wanted) {
                out.add(new Chain.Result(from.size() + stages.size(), isMask.test(result)));
                writes.add(result);
            }
            stages.add(new Chain.Stage(member.launch().function(), arguments));
        }
        List<Chain.Argument> in = sources.entrySet().stream()
                .map(source -> new Chain.Argument(
                        source.getValue(), isMask.test(source.getKey().value())))
                .toList();
        Chain chain = new Chain(in, stages, out);
        Set<Integer> masks = writes.stream().filter(isMask::test).collect(Collectors.toSet());
        List<Integer> reads = from.stream().map(Source::value).toList();
        return new Part(reads, writes, masks, chain.size(), backend -> backend.prepare(chain));
    }

    private static List<Integer> arguments(Member member, List<Source> from, Map<Integer, Integer> numbers) {
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < member.step().operands().size(); i++) {
            int value = member.step().operands().get(i);
            Integer known = numbers.get(value);
            arguments.add(
                    known != null
                            ? known
                            : from.indexOf(
                                    Source.of(value, alone(member.launch().loop(), i))));
        }
        return arguments;
    }
}
