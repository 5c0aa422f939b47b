package dev.nabla2.engine.backend.cpu;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Scratch memory of one running task: grown when needed, handed on to the next task afterwards. */
final class Workspace {
    /** The workspaces that no task holds; there are at most as many as tasks ever ran at once. */
    static final class Shelf {
        private final ConcurrentLinkedQueue<Workspace> free = new ConcurrentLinkedQueue<>();

        Workspace take() {
            Workspace found = free.poll();
            return found == null ? new Workspace() : found;
        }

        void give(Workspace workspace) {
            free.add(workspace);
        }
    }

    private final float[][] arrays = new float[4][0];

    private Workspace() {}

    /** Scratch array {@code which} of 0 to 3, of at least {@code size} elements and unknown contents. */
    float[] array(int which, int size) {
        if (arrays[which].length < size) {
            arrays[which] = new float[BufferPool.capacity(size)];
        }
        return arrays[which];
    }
}
