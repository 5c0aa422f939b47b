package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;

/**
 * A generator with its weights, which any number of threads may sample at once.
 *
 * <p>It holds neither data nor critic. The numbers depend on the random stream and the count alone, not on who else samples; threads
 * share the backend's workers, of which one caller at a time has the help and the others compute by themselves.
 *
 * @param backend where it is computed
 * @param generator maps noise {@code [batch, latent]} to samples
 * @param latent how many numbers of normal noise make a sample
 * @param parameters the generator's; on no tape, and not to be updated in place
 * @param memory what its layers remember; likewise
 */
public record Sampler(Backend backend, Layer generator, int latent, Parameters parameters, Parameters memory) {
    private static final int CHUNK = 4096;

    /**
     * Draws samples.
     *
     * @param count how many, at least 0
     * @return samples one after another, row-major
     */
    public double[] sample(RandomStream random, int count) {
        double[] samples = new double[0];
        for (int start = 0; start < count; start += CHUNK) {
            int here = Math.min(CHUNK, count - start);
            double[] chunk = chunk(random.fold(start), here);
            int size = chunk.length / here;
            if (start == 0) {
                samples = new double[Math.multiplyExact(count, size)];
            }
            System.arraycopy(chunk, 0, samples, start * size, chunk.length);
        }
        return samples;
    }

    private double[] chunk(RandomStream random, int count) {
        double[] normal = random.fold("noise").normal(count * latent);
        Tensor noise = Tensor.of(backend, Shape.of(count, latent), normal);
        return generator.apply(parameters, noise, Pass.using(memory)).toDoubles();
    }
}
