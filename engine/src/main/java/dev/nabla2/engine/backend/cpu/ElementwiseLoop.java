package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts an elementwise kernel of any strides into blocks of consecutive indices, in each of which a dense loop runs.
 *
 * <p>An argument that lies densely is read in place. One that repeats itself (a scalar, a bias) is laid out once and read by
 * every block; any other is gathered block by block. The end of the last block is rounded up to whole vectors, in the
 * buffer's spare capacity or in scratch memory, so that no element is computed by other code than its neighbours.
 */
final class ElementwiseLoop {
    /** Elements per block: four arrays of them stay in the first-level cache. */
    private static final int BLOCK = 1536;

    private static final int SCRATCH = 4096;
    private static final int BLOCKS_PER_TASK = 40;
    private static final int COSTLY_BLOCKS_PER_TASK = 8;
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
            "floor",
            "at_least",
            "at_most",
            "above",
            "greater_or_equal",
            "equal");

    private final Kernels kernels;
    private final Workers workers;
    private final Workspace.Shelf shelf;

    ElementwiseLoop(Kernels kernels, Workers workers, Workspace.Shelf shelf) {
        this.kernels = kernels;
        this.workers = workers;
        this.shelf = shelf;
    }

    void run(Elementwise f, Loop loop, Floats out, Buffer[] in) {
        Optional<Dense> found = kernels.elementwise(f.name());
        int lanes = found.isPresent() ? kernels.lanes() : 1;
        Dense dense = found.orElseGet(() -> defined(f));
        int size = loop.size();
        Strides target = Strides.of(loop.extents(), loop.out());
        Strides[] sources = new Strides[in.length];
        int block = lanes;
        for (int i = 0; i < in.length; i++) {
            sources[i] = Strides.of(loop.extents(), loop.in()[i]);
            block = commonMultiple(block, sources[i].period());
        }
        block *= Math.max(1, BLOCK / block);
        boolean cheap = CHEAP.contains(f.name());
        Blocks work = new Blocks(dense, constant(f), cheap, lanes, size, block, target, out, sources, values(in));
        int perTask = cheap ? BLOCKS_PER_TASK : COSTLY_BLOCKS_PER_TASK;
        int count = (size + block - 1) / block;
        if (count <= perTask) {
            work.run(0, count, shelf);
        } else {
            workers.run(
                    (count + perTask - 1) / perTask,
                    task -> work.run(task * perTask, Math.min(count, (task + 1) * perTask), shelf));
        }
    }

    private static float[][] values(Buffer[] in) {
        float[][] values = new float[in.length][];
        for (int i = 0; i < in.length; i++) {
            values[i] = ((Floats) in[i]).values();
        }
        return values;
    }

    /** A block length at which both repeat, or the first alone where that would be too long. */
    private static int commonMultiple(int block, int period) {
        int a = block;
        int b = period;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        long multiple = (long) block / a * period;
        return multiple <= SCRATCH ? (int) multiple : block;
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

    /** The blocks of one kernel call. */
    private record Blocks(
            Dense dense,
            float constant,
            boolean needsNoScratch,
            int lanes,
            int size,
            int block,
            Strides target,
            Floats out,
            Strides[] sources,
            float[][] in) {

        void run(int from, int to, Workspace.Shelf shelf) {
            if (needsNoScratch && runsAsOne(from * block, Math.min(to * block, size) - from * block)) {
                return;
            }
            Workspace workspace = shelf.take();
            try {
                for (int i = from; i < to; i++) {
                    run(i, i == from, workspace);
                }
            } finally {
                shelf.give(workspace);
            }
        }

        /** Blocks that lie as they are needed are one piece of work. */
        private boolean runsAsOne(int start, int count) {
            int padded = (count + lanes - 1) / lanes * lanes;
            boolean asOne = target.dense() && fits(target.offset() + start, count, padded);
            for (int i = 0; i < in.length; i++) {
                asOne &= sources[i].dense() && sources[i].offset() + start + padded <= in[i].length;
            }
            if (asOne) {
                int last = in.length - 1;
                int second = Math.min(1, last);
                float[] c = in[last];
                dense.run(new Dense.Span(
                        constant,
                        padded,
                        out.values(),
                        target.offset() + start,
                        in[0],
                        sources[0].offset() + start,
                        in[second],
                        sources[second].offset() + start,
                        c,
                        sources[last].offset() + start));
            }
            return asOne;
        }

        private void run(int number, boolean first, Workspace workspace) {
            int start = number * block;
            int count = Math.min(block, size - start);
            int padded = (count + lanes - 1) / lanes * lanes;
            float[] a = argument(0, start, count, padded, first, workspace);
            float[] b = in.length > 1 ? argument(1, start, count, padded, first, workspace) : a;
            float[] c =
                    in.length > 2 ? argument(2, start, count, padded, first, workspace) : workspace.array(2, SCRATCH);
            boolean inPlace = target.dense() && fits(target.offset() + start, count, padded);
            float[] to = inPlace ? out.values() : workspace.array(3, SCRATCH);
            int o = inPlace ? target.offset() + start : 0;
            int i = at(0, a, start);
            int j = in.length > 1 ? at(1, b, start) : i;
            int k = in.length > 2 ? at(2, c, start) : 0;
            dense.run(new Dense.Span(constant, padded, to, o, a, i, b, j, c, k));
            if (!inPlace) {
                target.scatter(to, out.values(), start, count);
            }
        }

        /** Whether a dense result may be padded where it lies: only beyond the end of its buffer. */
        private boolean fits(int at, int count, int padded) {
            return padded == count || (at + count == out.size() && at + padded <= out.values().length);
        }

        private int at(int which, float[] array, int start) {
            return array == in[which] ? sources[which].offset() + start : 0;
        }

        private float[] argument(int which, int start, int count, int padded, boolean first, Workspace workspace) {
            Strides source = sources[which];
            if (source.dense() && source.offset() + start + padded <= in[which].length) {
                return in[which];
            }
            float[] gathered = workspace.array(which, SCRATCH);
            if (first || source.dense() || block % source.period() != 0) {
                source.gather(in[which], gathered, start, count);
            }
            return gathered;
        }
    }
}
