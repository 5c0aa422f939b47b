package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Normalisation;

/**
 * Group normalisation (Wu and He 2018): the channels of each sample in groups, each group less its mean, over the root of its variance
 * plus epsilon; then times {@code weight} and plus {@code bias}, one of each per channel. Samples stay independent, so it is what a critic
 * under a gradient penalty can have in place of batch norm.
 *
 * @param groups into how many groups channels are divided; all in one is layer norm, one in each is instance norm
 * @param channels how many channels
 * @param epsilon ε, above 0
 */
public record GroupNorm(int groups, int channels, double epsilon) implements Layer {
    private static final double EPSILON = 1e-5;

    /** Checks that the groups divide the channels. */
    public GroupNorm {
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    "group norm: expected groups that divide " + channels + " channels, found " + groups);
        }
    }

    /** Layer normalisation (Ba, Kiros and Hinton 2016) over all axes but the batch, as in WGAN-GP's critics. */
    public static GroupNorm layer(int channels) {
        return new GroupNorm(1, channels, EPSILON);
    }

    /** Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016): each channel of each sample on its own. */
    public static GroupNorm instance(int channels) {
        return new GroupNorm(channels, channels, EPSILON);
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        PerChannel.check("group norm", x, channels);
        return PerChannel.affine(parameters, Normalisation.group(x, groups, epsilon));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return PerChannel.initialise(backend, channels);
    }
}
