package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.nn.Parameters;

/**
 * A generator and a critic in training. What a trainer hands out follows its run: asked again after a step, it answers as of that step,
 * and tensors that it gave before are not to be used any more. {@link #sampler} is what stays.
 */
public interface GanModel {
    /**
     * Draws from the generator.
     *
     * @return {@code count} samples one after another, row-major
     */
    double[] sample(RandomStream random, int count);

    /** The generator as it is now, in use, apart from what training does to it later; several threads may sample it at once. */
    Sampler sampler();

    /**
     * The critic's values. Those of a critic that {@linkplain dev.nabla2.nn.Layer#mixesSamples mixes samples} when it is used, as minibatch
     * discrimination does, depend on what else is asked about.
     *
     * @param points samples one after another, row-major
     * @return one value per sample
     */
    double[] criticise(double[] points);

    /** The parameters of {@link Gan#GENERATOR} or {@link Gan#CRITIC}. */
    Parameters parameters(String player);

    /** The parameters that a player is used with: averages of {@link #parameters} where they are kept. */
    Parameters inUse(String player);

    /** What a player's layers remember besides parameters, such as the running statistics of a batch norm. */
    Parameters memory(String player);
}
