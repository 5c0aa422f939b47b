package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Mixture;
import dev.nabla2.gan.data.SubmanifoldMixture;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.picture.PointsPicture;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What rivals train: data with known modes, and networks.
 *
 * @param data a {@link Mixture}, or one in a plane of space
 * @param generator maps noise to samples
 * @param critic maps samples to values
 * @param latent how many numbers of noise make a sample
 * @param batch samples per update
 */
record Arena(DataSet data, Sequential generator, Sequential critic, int latent, int batch) {
    /** Farther than any mode: where points off the plane are counted. */
    private static final double NOWHERE = 1e6;

    private static final double DEVIATIONS = 3;
    private static final double FRAME = 1.4;
    private static final int SHOWN = 500;

    /**
     * The ring with the networks of Metz et al. 2017 (appendix A), which Nagarajan and Kolter 2017 have too: 256-128-128-2 and 2-128-1 with
     * ReLU, the critic's input divided by 4, orthogonal initialisation of gain 0.8.
     */
    static Arena ring(DataSet data, int width, int batch) {
        Initialiser orthogonal = Initialiser.orthogonal(0.8);
        int latent = 256;
        return new Arena(
                data,
                new Sequential(List.of(
                        new Dense(latent, width, orthogonal),
                        Activation.RELU,
                        new Dense(width, width, orthogonal),
                        Activation.RELU,
                        new Dense(width, 2, orthogonal))),
                new Sequential(List.of(
                        new Scaled(0.25),
                        new Dense(2, width, orthogonal),
                        Activation.RELU,
                        new Dense(width, 1, orthogonal))),
                latent,
                batch);
    }

    /** A rival's game. */
    Gan gan(Backend backend, Rival rival) {
        return new Gan(
                backend, data, generator, critic, latent, batch, rival.objective(), rival.penalty(), rival.noise());
    }

    /**
     * A critic's values.
     *
     * @param weights its parameters, one after another
     * @param samples one after another
     */
    double[] values(double[] weights, double[] samples) {
        Backend backend = Backends.cpu(1, Precision.FLOAT);
        Parameters like = critic.initialise(backend, RandomStream.of(0));
        List<Tensor> tensors = new ArrayList<>();
        int at = 0;
        for (Tensor tensor : like.tensors()) {
            int size = tensor.shape().size();
            tensors.add(Tensor.of(backend, tensor.shape(), Arrays.copyOfRange(weights, at, at + size)));
            at += size;
        }
        Tensor points = Tensor.of(backend, Shape.of(samples.length / dimension(), dimension()), samples);
        return critic.apply(like.with(tensors), points).toDoubles();
    }

    int dimension() {
        return data.sampleShape().size();
    }

    /** The modes, in the plane. */
    Mixture mixture() {
        return data instanceof SubmanifoldMixture tilted ? tilted.mixture() : (Mixture) data;
    }

    /** How samples meet the modes; in space, only those within three standard deviations of the plane can. */
    ModeScore modes(double[] samples) {
        return ModeScore.of(mixture(), planar(samples));
    }

    private double[] planar(double[] samples) {
        if (!(data instanceof SubmanifoldMixture tilted)) {
            return samples;
        }
        double[] seen = tilted.toPlane(samples);
        double[] planar = new double[samples.length / 3 * 2];
        for (int i = 0; i < samples.length / 3; i++) {
            boolean near = Math.abs(seen[3 * i + 2]) <= DEVIATIONS * mixture().deviation();
            planar[2 * i] = near ? seen[3 * i] : NOWHERE;
            planar[2 * i + 1] = near ? seen[3 * i + 1] : NOWHERE;
        }
        return planar;
    }

    /** Generated samples over real ones, in the plane; those off the plane are shown where they are seen in it. */
    PointsPicture picture(double[] real, double[] generated) {
        double reach = Arrays.stream(mixture().centres()).map(Math::abs).max().orElse(1);
        return new PointsPicture(shown(real), shown(generated), FRAME * reach);
    }

    private double[] shown(double[] samples) {
        if (!(data instanceof SubmanifoldMixture tilted)) {
            return Arrays.copyOf(samples, Math.min(samples.length, 2 * SHOWN));
        }
        double[] seen = tilted.toPlane(samples);
        double[] shown = new double[Math.min(seen.length / 3, SHOWN) * 2];
        Arrays.setAll(shown, i -> seen[i / 2 * 3 + i % 2]);
        return shown;
    }

    /** All that results depend on. */
    String conventions() {
        return data + ", generator " + generator.layers().size() + " layers, critic "
                + critic.layers().size() + " layers, latent " + latent + ", batch " + batch;
    }
}
