package dev.nabla2.lab.critic;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A critic as it is used.
 *
 * @param layer its network
 * @param sample the shape of one sample
 * @param parameters its weights
 * @param memory what its layers remember
 */
public record TrainedCritic(Layer layer, Shape sample, Parameters parameters, Parameters memory) {
    private static final int AT_ONCE = 1024;

    /** Its values at points given one after another. */
    public double[] values(double[] points) {
        return inChunks(
                points, x -> apply(x).reshape(Shape.of(x.shape().extent(0))).toDoubles());
    }

    /** The Euclidean norms of its gradient at points. */
    public double[] slopes(double[] points) {
        return inChunks(points, x -> {
            try (Tape tape = new Tape()) {
                return GradientPenalty.slopes(tape, this::apply, x).toDoubles();
            }
        });
    }

    private Tensor apply(Tensor x) {
        return layer.apply(parameters, x, Pass.using(memory));
    }

    private double[] inChunks(double[] points, Function<Tensor, double[]> answer) {
        Backend backend = parameters.tensors().get(0).backend();
        int size = sample.size();
        if (points.length % size != 0) {
            throw new IllegalArgumentException(
                    "critic: expected a multiple of " + size + " numbers, found " + points.length);
        }
        int count = points.length / size;
        double[] answers = new double[count];
        for (int start = 0; start < count; start += AT_ONCE) {
            int here = Math.min(AT_ONCE, count - start);
            int[] shape = IntStream.concat(IntStream.of(here), Arrays.stream(sample.extents()))
                    .toArray();
            Tensor x = Tensor.of(
                    backend, Shape.of(shape), Arrays.copyOfRange(points, start * size, (start + here) * size));
            System.arraycopy(answer.apply(x), 0, answers, start, here);
        }
        return answers;
    }
}
