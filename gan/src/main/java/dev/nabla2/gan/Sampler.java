package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.Arrays;

/**
 * A generator with its weights, which any number of threads may sample at once.
 *
 * <p>It holds neither data nor critic. The numbers depend on the random stream and the count alone, not on who else samples; threads
 * share the backend's workers, of which one caller at a time has the help and the others compute by themselves.
 *
 * @param backend where it is computed
 * @param generator maps noise {@code [batch, latent]} to samples
 * @param latent how many numbers of normal noise make a sample
 * @param classes how many classes of samples there are; without effect on a generator that does not ask
 * @param parameters the generator's; on no tape, and not to be updated in place
 * @param memory what its layers remember; likewise
 */
public record Sampler(
        Backend backend, Layer generator, int latent, int classes, Parameters parameters, Parameters memory) {
    /** How many samples go through a network at once: what convolutions make of an image is many times as large as the image. */
    static final int AT_ONCE = 512;

    private static final int CHUNK = 4096;

    /**
     * Draws samples; a generator that asks for labels is asked for all classes alike.
     *
     * @param count how many, at least 0
     * @return samples one after another, row-major
     * @throws IllegalArgumentException if the count is negative, or so large that the samples do not fit into an array
     */
    public double[] sample(RandomStream random, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("sample: expected at least 0 samples, found " + count);
        }
        return generator.needsLabels()
                ? sample(random, random.fold("labels").integers(count, classes))
                : sample(random, count, new int[0]);
    }

    /**
     * Draws samples of given classes; without effect on a generator that does not ask for labels.
     *
     * @param labels one for each sample
     * @return samples one after another, row-major
     * @throws IllegalArgumentException if there are so many that the samples do not fit into an array
     */
    public double[] sample(RandomStream random, int[] labels) {
        return sample(random, labels.length, labels);
    }

    /** Labels may be missing. */
    private double[] sample(RandomStream random, int count, int[] labels) {
        double[] samples = new double[0];
        for (int start = 0; start < count; start += CHUNK) {
            int here = Math.min(CHUNK, count - start);
            double[] noise = random.fold(start).fold("noise").normal(here * latent);
            for (int at = 0; at < here; at += AT_ONCE) {
                int end = Math.min(here, at + AT_ONCE);
                int[] theirs =
                        labels.length == 0 ? new int[end - at] : Arrays.copyOfRange(labels, start + at, start + end);
                double[] some = made(Arrays.copyOfRange(noise, at * latent, end * latent), theirs);
                int size = some.length / (end - at);
                if (start + at == 0) {
                    samples = new double[numbers(count, size)];
                }
                System.arraycopy(some, 0, samples, (start + at) * size, some.length);
            }
        }
        return samples;
    }

    private static int numbers(int count, int size) {
        long numbers = (long) count * size;
        if (numbers > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("sample: expected at most " + Integer.MAX_VALUE / size
                    + " samples at once of " + size + " numbers each, found " + count);
        }
        return (int) numbers;
    }

    private double[] made(double[] normal, int[] labels) {
        Tensor noise = Tensor.of(backend, Shape.of(labels.length, latent), normal);
        Pass pass = Pass.using(memory).labelled(Gan.labels(backend, labels));
        return generator.apply(parameters, noise, pass).toDoubles();
    }
}
