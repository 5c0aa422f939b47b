package dev.nabla2.bench.clblast;

/** Whose kernels compute. */
interface Side extends AutoCloseable {
    /** A task with its operands on the device. */
    interface Work {
        /** Sends the kernels for the task to the device. */
        void launch();

        /** What came of it. */
        float[] result();
    }

    /** Brings a task's operands to the device. */
    Work work(Task task, float[] left, float[] right);

    /** Waits for all that was sent. */
    void await();

    @Override
    void close();
}
