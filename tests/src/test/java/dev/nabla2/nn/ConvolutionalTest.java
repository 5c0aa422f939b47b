package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionalTest {
    private static final Initialiser INITIALISER = Initialiser.heNormal(1);

    private static Tensor normal(Shape shape) {
        return Tensor.of(Backends.reference(), shape, RandomStream.of(3).normal(shape.size()));
    }

    private static Shape shape(int first, int second, List<Integer> rest) {
        int[] extents = new int[rest.size() + 2];
        extents[0] = first;
        extents[1] = second;
        for (int axis = 0; axis < rest.size(); axis++) {
            extents[axis + 2] = rest.get(axis);
        }
        return Shape.of(extents);
    }

    @ParameterizedTest(name = "in {0} dimensions")
    @ValueSource(ints = {1, 2, 3})
    void aFilterAsLargeAsTheImageIsADenseLayerOfTheSameDraw(int axes) {
        List<Integer> extents = List.of(4, 3, 2).subList(0, axes);
        Tensor x = normal(shape(5, 2, extents));
        Layer convolutional = new Convolutional(2, 7, extents, Convolution.PLAIN, INITIALISER);
        Layer dense = new Dense(x.shape().size() / 5, 7, INITIALISER);
        Parameters ofConvolutional = convolutional.initialise(Backends.reference(), RandomStream.of(1));
        Parameters ofDense = dense.initialise(Backends.reference(), RandomStream.of(1));
        Tensor bias = normal(Shape.of(7));
        double[] expected = dense.apply(
                        Parameters.none().and("weight", ofDense.get("weight")).and("bias", bias),
                        new Flatten().apply(Parameters.none(), x))
                .toDoubles();
        Tensor found = convolutional.apply(
                Parameters.none().and("weight", ofConvolutional.get("weight")).and("bias", bias), x);
        assertEquals(shape(5, 7, Collections.nCopies(axes, 1)), found.shape());
        assertArrayEquals(expected, found.toDoubles(), 1e-12);
    }

    @Test
    void strideAndPaddingHalveAnImage() {
        Layer layer = Convolutional.square(1, 6, 5, Convolution.PLAIN.stride(2).padding(2), INITIALISER);
        Parameters parameters = layer.initialise(Backends.reference(), RandomStream.of(1));
        assertEquals(Shape.of(6, 1, 5, 5), parameters.get("weight").shape());
        assertEquals(
                Shape.of(3, 6, 14, 14),
                layer.apply(parameters, normal(Shape.of(3, 1, 28, 28))).shape());
    }

    @Test
    void groupsSeeTheirOwnChannelsOnly() {
        Layer layer = Convolutional.square(4, 2, 1, Convolution.PLAIN.groups(2), INITIALISER);
        Parameters parameters = layer.initialise(Backends.reference(), RandomStream.of(1));
        assertEquals(Shape.of(2, 2, 1, 1), parameters.get("weight").shape());
        Tensor second = Tensor.of(Backends.reference(), Shape.of(1, 4, 1, 1), 0, 0, 1, 1);
        double[] found = layer.apply(parameters, second).toDoubles();
        assertEquals(0, found[0]);
        assertTrue(found[1] != 0);
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> Convolutional.square(3, 2, 1, Convolution.PLAIN.groups(2), INITIALISER));
        assertTrue(wrong.getMessage().contains("expected channels that 2 groups divide, found 3 and 2"));
    }
}
