package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.compose.Normalisation;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): each channel of {@code [batch, channels, …]} less its mean, over the root of its variance
 * plus epsilon, times {@code weight}, plus {@code bias}. In training mean and variance are those of the batch and of all places; in
 * use they are running averages of them, of which the variance is the unbiased one.
 *
 * <p>It couples the samples of a batch: the gradient of a critic at one sample then depends on the others, so a gradient penalty per
 * sample is not what its formula says (Gulrajani et al. 2017, section 4).
 *
 * @param channels how many
 * @param momentum the share of a batch in the running averages
 * @param epsilon ε, above 0
 */
public record BatchNorm(int channels, double momentum, double epsilon) implements PassingLayer {
    private static final String MEAN = "mean";
    private static final String VARIANCE = "variance";

    /** With momentum 0.1 and epsilon 1e-5. */
    public BatchNorm(int channels) {
        this(channels, 0.1, 1e-5);
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x, Pass pass) {
        PerChannel.check("batch norm", x, channels);
        if (!pass.isTraining()) {
            Tensor mean = pass.remembered(MEAN);
            return PerChannel.affine(parameters, Normalisation.with(x, mean, pass.remembered(VARIANCE), epsilon));
        }
        Normalisation.Standardised normal = Normalisation.withStatistics(x, epsilon);
        double count = (double) x.shape().size() / channels;
        remember(pass, MEAN, normal.mean());
        remember(pass, VARIANCE, normal.variance().mul(count / Math.max(1, count - 1)));
        return PerChannel.affine(parameters, normal.result());
    }

    private void remember(Pass pass, String name, Tensor ofBatch) {
        Tensor before = pass.remembered(name);
        Tensor now = ofBatch.reshape(before.shape()).stopGradient();
        pass.remember(name, before.mul(1 - momentum).add(now.mul(momentum)));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        return PerChannel.initialise(backend, channels);
    }

    @Override
    public Parameters memory(Backend backend) {
        return Parameters.none()
                .and(MEAN, Tensor.filled(backend, Shape.of(channels), 0))
                .and(VARIANCE, Tensor.filled(backend, Shape.of(channels), 1));
    }

    @Override
    public boolean mixesSamples() {
        return true;
    }
}
