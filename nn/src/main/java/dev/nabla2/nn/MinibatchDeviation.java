package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;

/**
 * One more channel that tells a critic how much the samples of a batch differ: the standard deviation over the batch of every element,
 * averaged over all elements (Karras et al. 2018, section 3). {@code [batch, channels, …]} to {@code [batch, channels + 1, …]}. Like
 * batch norm it couples samples.
 */
public record MinibatchDeviation() implements Layer {
    private static final double EPSILON = 1e-8;

    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        Tensor centred = x.sub(x.meanAxes(0, 1));
        Tensor deviation = centred.square().meanAxes(0, 1).add(EPSILON).sqrt().mean();
        int[] extents = x.shape().extents();
        extents[1] = 1;
        int[] ones = new int[extents.length];
        Arrays.fill(ones, 1);
        return Tensor.concatenate(1, x, deviation.reshape(Shape.of(ones)).broadcastTo(Shape.of(extents)));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return Parameters.none();
    }

    @Override
    public boolean mixesSamples() {
        return true;
    }
}
