package dev.nabla2.bench.compare;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;

/** The numbers that both sides start from. */
public final class Samples {
    /** Where all of them come from. */
    public static final RandomStream RANDOM = RandomStream.of(4);

    private Samples() {}

    /** Normal numbers for a purpose. */
    public static double[] normal(String purpose, int count) {
        return RANDOM.fold(purpose).normal(count);
    }

    /** Numbers in (0, 1) for a purpose. */
    public static double[] uniform(String purpose, int count) {
        return RANDOM.fold(purpose).uniform(count);
    }

    /** Weights to start from. */
    public static Parameters weights(Backend backend, String purpose, Layer network) {
        return network.initialise(backend, RANDOM.fold(purpose));
    }

    /** Normal numbers for a purpose, as a tensor. */
    static Tensor tensor(Backend backend, String purpose, Shape shape) {
        return Tensor.of(backend, shape, normal(purpose, shape.size()));
    }

    /** The shape of a number of samples. */
    public static Shape batch(int count, Shape sample) {
        int[] extents = new int[sample.rank() + 1];
        extents[0] = count;
        System.arraycopy(sample.extents(), 0, extents, 1, sample.rank());
        return Shape.of(extents);
    }
}
