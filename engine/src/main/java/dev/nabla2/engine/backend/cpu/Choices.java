package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Gather;
import dev.nabla2.engine.backend.Loop;
import java.util.stream.IntStream;

/**
 * Choosing elements by indices, and adding them up where they were chosen.
 *
 * <p>Sums are added in the order of the loop. They are shared among threads only along an axis of which no two indices can mean the
 * same element, so that every sum is one thread's.
 */
final class Choices {
    /** Elements in a task. */
    private static final int TASK = 1 << 15;
    /** Shorter blocks are copied element by element. */
    private static final int SHORT = 16;

    private final Workers workers;

    Choices(Workers workers) {
        this.workers = workers;
    }

    void gather(Gather gather, float[] in, float[] indices, float[] out) {
        share(gather, 0, loop -> forEachLine(loop, (o, i, x) -> gatherLine(gather, loop, in, i, indices, x, out, o)));
    }

    /** {@code out} holds zeros. */
    void scatterAdd(Gather gather, float[] in, float[] indices, float[] out) {
        int axis = separateAxis(gather);
        share(gather, axis, loop -> forEachLine(loop, (o, i, x) -> addLine(gather, loop, in, o, indices, x, out, i)));
    }

    private interface Part {
        void run(Loop loop);
    }

    private interface Line {
        void at(int out, int in, int index);
    }

    /** Divides the loop along an axis; −1 for not at all. */
    private void share(Gather gather, int axis, Part part) {
        Loop loop = gather.loop();
        int size = loop.size();
        if (size == 0) {
            return;
        }
        if (axis < 0 || size < 2 * TASK || loop.extents()[axis] == 1) {
            part.run(loop);
            return;
        }
        int extent = loop.extents()[axis];
        int perTask = Math.max(1, (int) ((long) TASK * extent / size));
        workers.run((extent + perTask - 1) / perTask, task -> {
            int start = task * perTask;
            part.run(partOf(loop, axis, start, Math.min(perTask, extent - start)));
        });
    }

    private static Loop partOf(Loop loop, int axis, int start, int count) {
        int[] extents = loop.extents().clone();
        extents[axis] = count;
        return new Loop(
                extents,
                shifted(loop.out(), axis, start),
                shifted(loop.in()[0], axis, start),
                shifted(loop.in()[1], axis, start));
    }

    private static Loop.Layout shifted(Loop.Layout layout, int axis, int start) {
        return new Loop.Layout(layout.offset() + start * layout.strides()[axis], layout.strides());
    }

    /** The first axis along which the source moves, if different indices of all such axes are different elements; else −1. */
    private static int separateAxis(Gather gather) {
        int[] extents = gather.loop().extents();
        int[] strides = gather.loop().in()[0].strides();
        int[] axes = IntStream.range(0, extents.length)
                .filter(axis -> extents[axis] > 1 && strides[axis] != 0)
                .toArray();
        // Like the digits of a number: each step must be further than all smaller steps together.
        long[] steps = IntStream.rangeClosed(0, axes.length)
                .mapToLong(i -> i < axes.length
                        ? (long) Math.abs(strides[axes[i]]) << 32 | extents[axes[i]]
                        : (long) gather.stride() << 32 | gather.extent())
                .sorted()
                .toArray();
        long reach = 0;
        for (long step : steps) {
            if (step >> 32 <= reach) {
                return -1;
            }
            reach += (step >> 32) * ((int) step - 1);
        }
        return axes.length == 0 ? -1 : axes[0];
    }

    /** Calls {@code line} with the places of the first element of every line along the last axis. */
    private static void forEachLine(Loop loop, Line line) {
        int[] extents = loop.extents();
        int last = extents.length - 1;
        int[] index = new int[extents.length];
        int lines = loop.size() / extents[last];
        int o = loop.out().offset();
        int i = loop.in()[0].offset();
        int x = loop.in()[1].offset();
        for (int n = 0; n < lines; n++) {
            line.at(o, i, x);
            for (int axis = last - 1; axis >= 0; axis--) {
                int steps = ++index[axis] < extents[axis] ? 1 : 1 - extents[axis];
                o += steps * loop.out().strides()[axis];
                i += steps * loop.in()[0].strides()[axis];
                x += steps * loop.in()[1].strides()[axis];
                if (steps == 1) {
                    break;
                }
                index[axis] = 0;
            }
        }
    }

    private static void gatherLine(
            Gather gather, Loop loop, float[] in, int i, float[] indices, int x, float[] out, int o) {
        int last = loop.extents().length - 1;
        int count = loop.extents()[last];
        int outStep = loop.out().strides()[last];
        int inStep = loop.in()[0].strides()[last];
        int indexStep = loop.in()[1].strides()[last];
        if (indexStep == 0) {
            int from = i + gather.stride() * gather.index(indices[x]);
            if (outStep == 1 && inStep == 1 && count >= SHORT) {
                System.arraycopy(in, from, out, o, count);
                return;
            }
            for (int n = 0; n < count; n++) {
                out[o + n * outStep] = in[from + n * inStep];
            }
            return;
        }
        for (int n = 0; n < count; n++) {
            int from = i + n * inStep + gather.stride() * gather.index(indices[x + n * indexStep]);
            out[o + n * outStep] = in[from];
        }
    }

    private static void addLine(
            Gather gather, Loop loop, float[] in, int i, float[] indices, int x, float[] out, int o) {
        int last = loop.extents().length - 1;
        int count = loop.extents()[last];
        int inStep = loop.out().strides()[last];
        int outStep = loop.in()[0].strides()[last];
        int indexStep = loop.in()[1].strides()[last];
        if (indexStep == 0) {
            int to = o + gather.stride() * gather.index(indices[x]);
            if (inStep == 1 && outStep == 1) {
                for (int n = 0; n < count; n++) {
                    out[to + n] += in[i + n];
                }
                return;
            }
            for (int n = 0; n < count; n++) {
                out[to + n * outStep] += in[i + n * inStep];
            }
            return;
        }
        for (int n = 0; n < count; n++) {
            int to = o + n * outStep + gather.stride() * gather.index(indices[x + n * indexStep]);
            out[to] += in[i + n * inStep];
        }
    }
}
