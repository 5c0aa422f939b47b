package dev.nabla2.nn;

import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transposed convolution, the adjoint of a convolution by its images: from {@code [batch, inputs, …]} to {@code [batch, outputs,
 * …extents]}. Parameters {@code weight} of shape {@code [inputs, outputs / groups, …kernel]} and {@code bias} of {@code [outputs]},
 * which starts at 0.
 *
 * @param inputs channels coming in
 * @param outputs channels going out
 * @param kernel the filter's extents, one for each spatial axis
 * @param setting stride, padding, dilation and groups of the convolution that goes the other way
 * @param extents of the images that come out, one for each spatial axis
 * @param initialiser draws the weights, as those of a dense layer from the inputs to what a filter reaches
 */
public record ConvolutionalTransposed(
        int inputs,
        int outputs,
        List<Integer> kernel,
        Convolution setting,
        List<Integer> extents,
        Initialiser initialiser)
        implements Layer {
    /** Checks that the groups divide the channels. */
    public ConvolutionalTransposed {
        kernel = List.copyOf(kernel);
        extents = List.copyOf(extents);
        if (inputs % setting.groups() != 0 || outputs % setting.groups() != 0) {
            throw new IllegalArgumentException("convolutional transposed: expected channels that " + setting.groups()
                    + " groups divide, found " + inputs + " and " + outputs);
        }
        if (kernel.size() != extents.size()) {
            throw new IllegalArgumentException(
                    "convolutional transposed: expected as many extents as the kernel has axes, found " + extents
                            + " for a kernel of " + kernel);
        }
    }

    /** A layer of square filters and images in two dimensions. */
    public static ConvolutionalTransposed square(
            int inputs, int outputs, int kernel, Convolution setting, int extent, Initialiser initialiser) {
        return new ConvolutionalTransposed(
                inputs, outputs, List.of(kernel, kernel), setting, List.of(extent, extent), initialiser);
    }

    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        int[] perChannel = new int[kernel.size() + 1];
        Arrays.fill(perChannel, 1);
        perChannel[0] = outputs;
        return x.convolveImage(parameters.get("weight"), setting, extents)
                .add(parameters.get("bias").reshape(Shape.of(perChannel)));
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        List<Integer> shape = new ArrayList<>(List.of(inputs, outputs / setting.groups()));
        shape.addAll(kernel);
        Shape weight = Shape.of(shape.stream().mapToInt(i -> i).toArray());
        double[] drawn = initialiser.draw(random, inputs, weight.size() / inputs);
        return Parameters.none()
                .and("weight", Tensor.of(backend, weight, drawn))
                .and("bias", Tensor.filled(backend, Shape.of(outputs), 0));
    }
}
