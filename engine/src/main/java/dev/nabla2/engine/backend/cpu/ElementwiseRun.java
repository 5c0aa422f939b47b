package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Chain;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Runs a plan on arrays, block by block.
 *
 * <p>An argument that lies densely is read in place. One that repeats itself (a scalar, a bias) is laid out once and read by
 * every block; any other is gathered block by block. The end of the last block is rounded up to whole vectors, in the
 * buffer's spare capacity or in scratch memory, so that no element is computed by other code than its neighbours.
 */
final class ElementwiseRun implements Chain.Ready {
    /** A thread's own memory: scratch arrays, and where the values of the block that it computes lie. */
    static final class Scratch {
        private float[][] slots = new float[0][];
        private float[][] arrays = new float[0][];
        private int[] at = new int[0];
        private final Dense.Span span = new Dense.Span();

        private void fit(int values) {
            if (arrays.length < values) {
                arrays = new float[values][];
                at = new int[values];
                float[][] more = new float[values + 1][];
                System.arraycopy(slots, 0, more, 0, slots.length);
                slots = more;
            }
        }

        private float[] slot(int number) {
            if (slots[number] == null) {
                slots[number] = new float[ElementwisePlan.SCRATCH];
            }
            return slots[number];
        }

        private void put(int value, float[] array, int place) {
            arrays[value] = array;
            at[value] = place;
        }
    }

    private final ElementwisePlan plan;
    private final Kernels kernels;
    private final Workers workers;
    private final ThreadLocal<Scratch> scratch;
    private final float[][] in;
    private final Floats[] out;
    private final int blocks;
    private final int perTask;
    private final IntConsumer task = this::task;

    ElementwiseRun(ElementwisePlan plan, Kernels kernels, Workers workers, ThreadLocal<Scratch> scratch) {
        this.plan = plan;
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = scratch;
        this.in = new float[plan.sources()][];
        this.out = new Floats[plan.targets()];
        this.blocks = plan.blocks();
        this.perTask = plan.blocksPerTask();
    }

    @Override
    public void run(Buffer[] arguments, Buffer[] results) {
        for (int i = 0; i < in.length; i++) {
            in[i] = ((Floats) arguments[i]).values();
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = (Floats) results[i];
        }
        if (blocks <= perTask) {
            task.accept(0);
        } else {
            workers.run((blocks + perTask - 1) / perTask, task);
        }
    }

    private void task(int number) {
        int from = number * perTask;
        int to = Math.min(blocks, from + perTask);
        Scratch own = scratch.get();
        own.fit(plan.values());
        int start = from * plan.block();
        int end = Math.min(to * plan.block(), plan.size());
        int length = plan.isOneLoop() && liesReady(start, end - start) ? end - start : plan.block();
        for (int at = start; at < end; at += length) {
            block(at, Math.min(length, end - at), at == start, own);
        }
    }

    /** Whether a single function can be computed without scratch memory. */
    private boolean liesReady(int start, int count) {
        int padded = padded(count);
        boolean ready = fits(0, start, count, padded);
        for (int i = 0; i < in.length; i++) {
            ready &= isThere(i, start, padded);
        }
        return ready;
    }

    private int padded(int count) {
        return (count + plan.lanes() - 1) / plan.lanes() * plan.lanes();
    }

    private void block(int start, int count, boolean first, Scratch own) {
        int padded = padded(count);
        for (int i = 0; i < in.length; i++) {
            locate(i, start, count, padded, first, own);
        }
        Dense.Span span = own.span;
        for (int s = 0; s < plan.stages(); s++) {
            ElementwisePlan.Stage stage = plan.stage(s);
            int target = plan.targetOf(s);
            int value = in.length + s;
            boolean inPlace = target >= 0 && fits(target, start, count, padded);
            if (inPlace) {
                own.put(value, out[target].values(), plan.target(target).place().offset() + start);
            } else {
                own.put(value, own.slot(plan.slot(value)), 0);
            }
            prepare(span.of(padded, stage.constant()), stage, value, own);
            stage.dense().run(span);
            if (target >= 0 && !inPlace) {
                store(plan.target(target), own.arrays[value], out[target].values(), start, count);
            }
        }
    }

    private void store(ElementwisePlan.Target target, float[] from, float[] to, int start, int count) {
        if (target.isMask()) {
            int packed = packed(count);
            Arrays.fill(from, count, packed, 0);
            kernels.pack(from, packed, to, start / Kernels.MASK_BITS);
        } else {
            target.place().scatter(from, to, start, count);
        }
    }

    /** As many elements as whole words of a mask hold. */
    private int packed(int count) {
        int unit = Kernels.MASK_BITS * kernels.lanes();
        return (count + unit - 1) / unit * unit;
    }

    private static void prepare(Dense.Span span, ElementwisePlan.Stage stage, int value, Scratch own) {
        int[] arguments = stage.arguments();
        int a = arguments[0];
        int b = arguments.length > 1 ? arguments[1] : a;
        span.to(own.arrays[value], own.at[value]);
        span.first(own.arrays[a], own.at[a]).second(own.arrays[b], own.at[b]);
        if (arguments.length > 2) {
            span.third(own.arrays[arguments[2]], own.at[arguments[2]]);
        } else if (stage.cost() > 1) {
            span.third(own.slot(0), 0);
        }
    }

    /** Whether a dense result may be padded where it lies: only beyond the end of its buffer. */
    private boolean fits(int target, int start, int count, int padded) {
        if (plan.target(target).isMask()) {
            return false;
        }
        Strides place = plan.target(target).place();
        int at = place.offset() + start;
        Floats to = out[target];
        return place.dense() && (padded == count || (at + count == to.size() && at + padded <= to.values().length));
    }

    private boolean isThere(int argument, int start, int padded) {
        Strides source = plan.source(argument);
        return source.dense() && source.offset() + start + padded <= in[argument].length;
    }

    private void locate(int argument, int start, int count, int padded, boolean first, Scratch own) {
        Strides source = plan.source(argument);
        if (plan.isMask(argument)) {
            float[] unpacked = own.slot(plan.slot(argument));
            kernels.unpack(in[argument], start / Kernels.MASK_BITS, unpacked, packed(count));
            own.put(argument, unpacked, 0);
            return;
        }
        if (isThere(argument, start, padded)) {
            own.put(argument, in[argument], source.offset() + start);
            return;
        }
        float[] gathered = own.slot(plan.slot(argument));
        own.put(argument, gathered, 0);
        if (first || source.dense() || plan.block() % source.period() != 0) {
            source.gather(in[argument], gathered, start, count);
        }
    }
}
