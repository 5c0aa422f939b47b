package dev.nabla2.nn;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A tensor as a safetensors header describes it.
 *
 * @param name its name
 * @param isDouble whether its numbers are doubles, not floats
 * @param shape its axes
 * @param from where its bytes begin after the header
 * @param to where they end
 */
record TensorEntry(String name, boolean isDouble, Shape shape, int from, int to) {
    /** Reads all tensors of a header; their bytes must lie without gap or overlap. */
    static Parameters read(Map<String, Object> header, ByteBuffer numbers, Backend backend) {
        List<TensorEntry> entries = new ArrayList<>();
        header.forEach((name, entry) -> entries.add(of(name, entry, numbers.capacity())));
        entries.sort(Comparator.comparingInt(TensorEntry::from).thenComparingInt(TensorEntry::to));
        int end = 0;
        for (TensorEntry entry : entries) {
            if (entry.from != end) {
                throw new SafetensorsException(
                        "expected " + entry.name + " to begin at byte " + end + ", found " + entry.from);
            }
            end = entry.to;
        }
        if (end != numbers.capacity()) {
            throw new SafetensorsException(
                    "expected " + end + " bytes of numbers after the header, found " + numbers.capacity());
        }
        Parameters parameters = Parameters.none();
        for (TensorEntry entry : entries) {
            try {
                parameters = parameters.and(entry.name, Tensor.of(backend, entry.shape, entry.numbers(numbers)));
            } catch (IllegalArgumentException unfit) {
                throw new SafetensorsException(String.valueOf(unfit.getMessage()));
            }
        }
        return parameters;
    }

    private static TensorEntry of(String name, Object entry, int bytes) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw wrong(name, "an object", entry);
        }
        boolean isDouble = "F64".equals(fields.get("dtype"));
        if (!isDouble && !"F32".equals(fields.get("dtype"))) {
            throw wrong(name, "the type F32 or F64", fields.get("dtype"));
        }
        long[] extents = longs(name, "shape", fields.get("shape"));
        long[] place = longs(name, "data_offsets", fields.get("data_offsets"));
        if (place.length != 2 || place[0] > place[1] || place[1] > bytes) {
            throw wrong(name, "a first and a last byte within " + bytes, fields.get("data_offsets"));
        }
        long size = isDouble ? Double.BYTES : Float.BYTES;
        for (long extent : extents) {
            if (extent < 1) {
                throw wrong(name, "every axis at least 1 long", fields.get("shape"));
            }
            // A product that is too large for any file need not be known.
            size = size > bytes / extent ? bytes + 1L : size * extent;
        }
        if (size != place[1] - place[0]) {
            throw wrong(
                    name, "as many bytes as its shape " + fields.get("shape") + " takes", fields.get("data_offsets"));
        }
        int[] shape = new int[extents.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = Math.toIntExact(extents[axis]);
        }
        return new TensorEntry(name, isDouble, Shape.of(shape), (int) place[0], (int) place[1]);
    }

    private static long[] longs(String name, String field, Object value) {
        if (!(value instanceof List<?> list) || !list.stream().allMatch(Long.class::isInstance)) {
            throw wrong(name, "whole numbers as " + field, value);
        }
        return list.stream().mapToLong(Long.class::cast).toArray();
    }

    private static SafetensorsException wrong(String name, String expected, Object found) {
        return new SafetensorsException(name + ": expected " + expected + ", found " + found);
    }

    private double[] numbers(ByteBuffer all) {
        double[] numbers = new double[shape.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = isDouble ? all.getDouble(from + i * Double.BYTES) : all.getFloat(from + i * Float.BYTES);
        }
        return numbers;
    }
}
