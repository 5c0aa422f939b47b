package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.Arrays;

/** A GAN at a position; it reads the players' parameters afresh each time it is asked. */
record TrainedModel(Gan gan, Position position) implements GanModel {
    private static final int CHUNK = Sampler.AT_ONCE;

    @Override
    public double[] sample(RandomStream random, int count) {
        return gan.sampler(inUse(Gan.GENERATOR), memory(Gan.GENERATOR)).sample(random, count);
    }

    @Override
    public Sampler sampler() {
        return gan.sampler(Position.copy(inUse(Gan.GENERATOR)), Position.copy(memory(Gan.GENERATOR)));
    }

    @Override
    public double[] criticise(double[] points) {
        Parameters critic = inUse(Gan.CRITIC);
        Pass pass = Pass.using(memory(Gan.CRITIC));
        int size = gan.data().sampleShape().size();
        if (points.length % size != 0) {
            throw new IllegalArgumentException(
                    "criticise: expected a multiple of " + size + " numbers, found " + points.length);
        }
        int count = points.length / size;
        double[] values = new double[count];
        for (int start = 0; start < count; start += CHUNK) {
            int here = Math.min(CHUNK, count - start);
            double[] chunk = Arrays.copyOfRange(points, start * size, (start + here) * size);
            System.arraycopy(values(critic, gan.samples(chunk, here), pass), 0, values, start, here);
        }
        return values;
    }

    /** A critic that asks for labels is asked for the mean over all classes. */
    private double[] values(Parameters critic, Tensor samples, Pass pass) {
        int classes = gan.critic().needsLabels() ? gan.data().classes() : 1;
        double[] mean = new double[samples.shape().extent(0)];
        for (int label = 0; label < classes; label++) {
            int[] labels = new int[mean.length];
            Arrays.fill(labels, label);
            double[] values = gan.criticised(critic, samples, pass.labelled(Gan.labels(gan.backend(), labels)))
                    .toDoubles();
            Arrays.setAll(mean, i -> mean[i] + values[i] / classes);
        }
        return mean;
    }

    @Override
    public Parameters parameters(String player) {
        return position.of(player).parameters();
    }

    @Override
    public Parameters inUse(String player) {
        return position.inUse(player);
    }

    @Override
    public Parameters memory(String player) {
        return position.memory().below(player);
    }
}
