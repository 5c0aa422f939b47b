package dev.nabla2.opencl;

import dev.nabla2.engine.backend.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Sums as folds of folds, which {@code sum.cl} explains. */
final class Sums {
    /** How many numbers an item adds, at most but for the last fold. */
    private static final int TERMS = 64;

    /** How many buffers a kernel looks through for numbers that are not finite. */
    private static final int AT_ONCE = 8;

    private final Kernels kernels;
    private final DeviceMemory memory;

    Sums(Kernels kernels, DeviceMemory memory) {
        this.kernels = kernels;
        this.memory = memory;
    }

    void run(DeviceBuffer in, DeviceBuffer out, int outer, int reduced, int inner) {
        DeviceBuffer from = in;
        int left = reduced;
        while (left > 2 * TERMS) {
            int slices = (left + TERMS - 1) / TERMS;
            DeviceBuffer folded = memory.allocate((long) outer * slices * inner);
            fold(from, folded, outer, left * inner, slices * inner);
            giveBack(from, in);
            from = folded;
            left = slices;
        }
        fold(from, out, outer, left * inner, inner);
        giveBack(from, in);
    }

    private void fold(DeviceBuffer in, DeviceBuffer out, int outer, int length, int width) {
        kernels.of("fold", "sum.cl").run(outer * width, length, width, in, out);
    }

    private static void giveBack(DeviceBuffer buffer, Buffer unlessIts) {
        if (buffer != unlessIts) {
            buffer.release();
        }
    }

    /** Writes a number to the note, unless there is one, if any number is infinite or none. */
    void noteNotFinite(int number, DeviceBuffer note, DeviceBuffer[] buffers) {
        for (int begin = 0; begin < buffers.length; begin += AT_ONCE) {
            List<Object> arguments = new ArrayList<>(List.of((float) number, note));
            int largest = 0;
            for (int i = 0; i < AT_ONCE; i++) {
                DeviceBuffer buffer = buffers[Math.min(begin + i, buffers.length - 1)];
                largest = Math.max(largest, buffer.size());
                arguments.add(buffer.size());
                arguments.add(buffer);
            }
            kernels.of("note_not_finite", "sum.cl").run(largest, arguments.toArray());
        }
    }

    /** Whether all numbers are finite; waits for the answer. */
    boolean isFinite(DeviceBuffer buffer, OpenClBackend backend) {
        DeviceBuffer found = memory.allocate(1);
        backend.fill(found, 0);
        kernels.of("find_not_finite", "sum.cl").run(buffer.size(), buffer, found);
        boolean isFinite = backend.readFloats(found)[0] == 0;
        found.release();
        return isFinite;
    }
}
