package dev.nabla2.nn;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A convolutional layer in 1, 2 or 3 dimensions, of images {@code [batch, inputs, …]}: parameters {@code weight} of shape {@code [outputs,
 * inputs / groups, …kernel]} and {@code bias} of {@code [outputs]}, which starts at 0.
 *
 * @param inputs channels coming in
 * @param outputs channels going out
 * @param kernel the filter's extents, one for each spatial axis
 * @param setting stride, padding, dilation and groups
 * @param initialiser draws the weights, as those of a dense layer from what a filter sees to the outputs
 */
public record Convolutional(int inputs, int outputs, List<Integer> kernel, Convolution setting, Initialiser initialiser)
        implements Layer {
    /** Checks that the groups divide the channels. */
    public Convolutional {
        kernel = List.copyOf(kernel);
        if (inputs % setting.groups() != 0 || outputs % setting.groups() != 0) {
            throw new IllegalArgumentException("convolutional: expected channels that " + setting.groups()
                    + " groups divide, found " + inputs + " and " + outputs);
        }
    }

    /** A layer of square filters in two dimensions. */
    public static Convolutional square(
            int inputs, int outputs, int kernel, Convolution setting, Initialiser initialiser) {
        return new Convolutional(inputs, outputs, Collections.nCopies(2, kernel), setting, initialiser);
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        int[] perChannel = new int[kernel.size() + 1];
        Arrays.fill(perChannel, 1);
        perChannel[0] = outputs;
        return x.convolve(parameters.get("weight"), setting)
                .add(parameters.get("bias").reshape(Shape.of(perChannel)));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        int[] extents = new int[kernel.size() + 2];
        extents[0] = outputs;
        extents[1] = inputs / setting.groups();
        Arrays.setAll(extents, axis -> axis < 2 ? extents[axis] : kernel.get(axis - 2));
        Shape shape = Shape.of(extents);
        int seen = shape.size() / outputs;
        double[] drawn = initialiser.draw(random, seen, outputs);
        double[] weight = new double[drawn.length];
        Arrays.setAll(weight, i -> drawn[i % seen * outputs + i / seen]);
        return Parameters.none()
                .and("weight", Tensor.of(backend, shape, weight))
                .and("bias", Tensor.filled(backend, Shape.of(outputs), 0));
    }
}
