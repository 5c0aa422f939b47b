package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of named tensors, their file, and networks that are functions of them. */
class ParametersTest {
    static List<Backend> backends() {
        return List.of(Backends.reference(), Backends.cpu(1));
    }

    private static Tensor vector(double... values) {
        return Tensor.of(Backends.reference(), Shape.of(values.length), values);
    }

    private static final Parameters TREE = Parameters.none()
            .and("critic", Parameters.none().and("0.weight", vector(1, 2)).and("0.bias", vector(3)))
            .and("generator.0.weight", vector(4));

    @Test
    void aBranchHasTheNamesBelowIt() {
        assertEquals(List.of("critic.0.weight", "critic.0.bias", "generator.0.weight"), TREE.names());
        assertEquals(List.of("0.weight", "0.bias"), TREE.below("critic").names());
        assertEquals(List.of(), TREE.below("crit").names());
    }

    @Test
    void flattenPutsAllElementsInOrder() {
        assertArrayEquals(new double[] {1, 2, 3, 4}, TREE.flatten().toDoubles());
        assertEquals(4, TREE.count());
    }

    @Test
    void aMissingNameIsToldWithThoseThereAre() {
        String message = assertThrows(
                        NoSuchElementException.class, () -> TREE.below("critic").get("1.weight"))
                .getMessage();
        assertEquals("parameters: expected one of [0.weight, 0.bias], found 1.weight", message);
    }

    @Test
    void anEmptyTreeIsNotFlattened() {
        assertEquals(
                "flatten: expected at least one tensor, found an empty tree",
                assertThrows(
                                IllegalStateException.class,
                                () -> Parameters.none().flatten())
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a\"b", "a\\b", "a\nb", "gewicht-ß", "a/b", "∇"})
    void aNameWithOtherCharactersIsRefused(String name) {
        assertEquals(
                "parameters: expected a name of letters, digits, _ and -, in branches separated by dots, found "
                        + name.replace('\n', '?'),
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Parameters.none().and(name, vector(1)))
                        .getMessage());
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertEquals(
                "parameters: expected distinct names, found generator.0.weight twice",
                assertThrows(IllegalArgumentException.class, () -> TREE.and("generator.0.weight", vector(1)))
                        .getMessage());
    }

    @Test
    void zippingTreesOfOtherNamesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TREE.zip(TREE.below("critic"), Tensor::add));
    }

    @Test
    void aWrongInputIsToldWithThePlaceInTheModel() {
        Sequential critic = Sequential.mlp(Activation.RELU, 512, 512, 1);
        Parameters parameters =
                critic.initialise(Backends.reference(), RandomStream.of(1)).placed("critic");
        Tensor x = Tensor.filled(Backends.reference(), Shape.of(256, 2), 0);
        String message = assertThrows(ShapeException.class, () -> critic.apply(parameters, x))
                .getMessage();
        assertEquals("matmul: expected [_, 512] x [512, _], found [256, 2] x [512, 512] in critic.0", message);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSafetensorsFileHoldsEveryTensorAtItsPlace(Backend backend) throws IOException {
        Parameters tree = Sequential.mlp(Activation.RELU, 3, 5, 2).initialise(backend, RandomStream.of(4));
        ByteBuffer bytes = ByteBuffer.wrap(Safetensors.encode(tree)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) bytes.getLong()];
        bytes.get(json);
        assertEquals(0, bytes.position() % 8);
        JsonNode header = new ObjectMapper().readTree(json);
        assertEquals(tree.names().size(), header.size());
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        for (String name : tree.names()) {
            JsonNode entry = header.get(name);
            boolean floats = entry.get("dtype").asText().equals("F32");
            assertEquals(backend.name().equals("cpu"), floats);
            double[] expected = tree.get(name).toDoubles();
            int start = entry.get("data_offsets").get(0).asInt();
            int size = floats ? Float.BYTES : Double.BYTES;
            assertEquals(
                    start + expected.length * size,
                    entry.get("data_offsets").get(1).asInt());
            for (int i = 0; i < expected.length; i++) {
                int at = start + i * size;
                assertEquals(expected[i], floats ? data.getFloat(at) : data.getDouble(at));
            }
            assertEquals(tree.get(name).shape().rank(), entry.get("shape").size());
        }
        assertTrue(data.capacity() > 0);
    }
}
