package dev.nabla2.lab.game;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Moment;
import dev.nabla2.nn.Parameters;
import java.util.List;
import java.util.Map;

/**
 * The linear-quadratic Wasserstein GAN (Nagarajan and Kolter 2017, section 4): D(x) = w₂x² + w₁x, G(z) = az + b, real samples x and
 * noise z uniform on [−1, 1], so that the generator is perfect at a = 1, b = 0. The critic raises V = E D(x) − E D(G(z)), the generator
 * lowers it.
 *
 * @param batch how many samples expectations are means of, drawn for each copy by itself; 0 for expectations in closed form
 */
public record LinearQuadratic(int batch) implements ToyGame {
    private static final String W2 = "critic.w2";
    private static final String W1 = "critic.w1";
    private static final String A = "generator.a";
    private static final String B = "generator.b";

    /** Checks the batch. */
    public LinearQuadratic {
        if (batch < 0) {
            throw new IllegalArgumentException("lq-wgan: expected a batch of at least 0, found " + batch);
        }
    }

    @Override
    public List<String> numbers() {
        return List.of(W2, W1, A, B);
    }

    @Override
    public List<Double> equilibrium() {
        return List.of(0.0, 0.0, 1.0, 0.0);
    }

    @Override
    public List<String> plane() {
        return List.of(A, W2);
    }

    /** Also G(z) = −z is perfect, for z is as likely as −z. */
    @Override
    public double distance(double[] point) {
        double[] mirrored = point.clone();
        mirrored[2] = Math.abs(point[2]);
        return ToyGame.super.distance(mirrored);
    }

    @Override
    public boolean isSampled() {
        return batch > 0;
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        Tensor a = all.get(A);
        Tensor b = all.get(B);
        int copies = a.shape().size();
        Moments x = moments(at, "real", copies);
        Moments z = moments(at, "noise", copies);
        Tensor first = x.first.sub(a.mul(z.first)).sub(b);
        Tensor second = x.second
                .sub(a.square().mul(z.second))
                .sub(a.mul(b).mul(z.first).mul(2))
                .sub(b.square());
        Tensor v = all.get(W2).mul(second).add(all.get(W1).mul(first)).sum();
        return new Loss(player.equals(Gan.CRITIC) ? v.negate() : v, Map.of());
    }

    /** The means of samples and of their squares, {@code [copies]}. */
    private record Moments(Tensor first, Tensor second) {}

    private Moments moments(Moment at, String which, int copies) {
        Shape each = Shape.of(copies);
        if (batch == 0) {
            return new Moments(constant(at, each, 0), constant(at, each, 1.0 / 3));
        }
        Tensor both = at.draws().fold(which).draw(Shape.of(2, copies), stream -> drawn(stream, copies));
        return new Moments(
                both.slice(0, 0, 1).reshape(each), both.slice(0, 1, 2).reshape(each));
    }

    private static Tensor constant(Moment at, Shape shape, double value) {
        return at.tape().constant(Tensor.filled(at.draws().backend(), shape, value));
    }

    private double[] drawn(RandomStream stream, int copies) {
        double[] unit = stream.uniform(copies * batch);
        double[] means = new double[2 * copies];
        for (int i = 0; i < unit.length; i++) {
            double x = 2 * unit[i] - 1;
            means[i / batch] += x / batch;
            means[copies + i / batch] += x * x / batch;
        }
        return means;
    }

    @Override
    public String words() {
        return "V = E D(x) - E D(G(z)) with D(x) = w2 x^2 + w1 x, G(z) = a z + b, x and z uniform on [-1, 1], "
                + (batch == 0 ? "in closed form" : "of batches of " + batch)
                + "; the critic raises V, the generator lowers it";
    }
}
