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
 * @param parameters the generator's; on no tape, and not to be updated in place
 * @param memory what its layers remember; likewise
 */
public record Sampler(Backend backend, Layer generator, int latent, Parameters parameters, Parameters memory) {
    /** How many samples go through a network at once: what convolutions make of an image is many times as large as the image. */
    static final int AT_ONCE = 512;

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
            double[] noise = random.fold(start).fold("noise").normal(here * latent);
            for (int at = 0; at < here; at += AT_ONCE) {
                double[] some = made(Arrays.copyOfRange(noise, at * latent, Math.min(here, at + AT_ONCE) * latent));
                int size = some.length / Math.min(AT_ONCE, here - at);
                if (start + at == 0) {
                    samples = new double[Math.multiplyExact(count, size)];
                }
                System.arraycopy(some, 0, samples, (start + at) * size, some.length);
            }
        }
        return samples;
    }

    private double[] made(double[] normal) {
        Tensor noise = Tensor.of(backend, Shape.of(normal.length / latent, latent), normal);
        return generator.apply(parameters, noise, Pass.using(memory)).toDoubles();
    }
}
