package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/**
 * Reads the golden values, which {@code tests/golden/generate.py} computed with PyTorch, SciPy and mpmath in double
 * precision.
 *
 * <p>Tensors are nested lists, so that their shapes show.
 */
final class Golden {
    private Golden() {}

    /** The cases of a section, as many as its header declares. */
    static List<JsonNode> cases(String section) {
        JsonNode root = read(section);
        List<JsonNode> cases = elements(root.required("cases"));
        assertTrue(!cases.isEmpty(), section + " has no cases");
        assertEquals(root.required("header").required("cases").intValue(), cases.size(), "cases of " + section);
        return cases;
    }

    /** The header of a section. */
    static JsonNode header(String section) {
        return read(section).required("header");
    }

    private static JsonNode read(String section) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + section + ".json")) {
            assertNotNull(in, "golden/" + section + ".json is not on the class path");
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The elements of a list. */
    static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** All numbers of nested lists, in row-major order. */
    static double[] numbers(JsonNode nested) {
        return stream(nested).toArray();
    }

    /** A list of whole numbers. */
    static int[] integers(JsonNode list) {
        return elements(list).stream().mapToInt(JsonNode::intValue).toArray();
    }

    private static DoubleStream stream(JsonNode nested) {
        return nested.isContainerNode()
                ? elements(nested).stream().flatMapToDouble(Golden::stream)
                : DoubleStream.of(nested.doubleValue());
    }

    /** Nested lists as a tensor. */
    static Tensor tensor(Backend backend, JsonNode nested) {
        return Tensor.of(backend, shape(nested), numbers(nested));
    }

    /** A list of nested lists as tensors. */
    static List<Tensor> tensors(Backend backend, JsonNode list) {
        return elements(list).stream().map(nested -> tensor(backend, nested)).toList();
    }

    /** The shape that nested lists have. */
    static Shape shape(JsonNode nested) {
        int rank = 0;
        for (JsonNode node = nested; node.isArray(); node = node.get(0)) {
            rank++;
        }
        int[] extents = new int[rank];
        JsonNode node = nested;
        for (int axis = 0; axis < rank; axis++, node = node.get(0)) {
            extents[axis] = node.size();
        }
        return Shape.of(extents);
    }
}
