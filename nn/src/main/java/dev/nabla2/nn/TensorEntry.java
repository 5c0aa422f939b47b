package dev.nabla2.nn;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.io.IOException;
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
record TensorEntry(String name, boolean isDouble, Shape shape, long from, long to) {
    /** How many numbers are read from a file at once. */
    private static final int SOME = 1 << 16;

    /** Reads all tensors of a header from the numbers after it; their bytes must lie without gap or overlap. */
    static Parameters read(Map<String, Object> header, ByteSource numbers, Backend backend) throws IOException {
        long bytes = numbers.size();
        List<TensorEntry> entries = new ArrayList<>();
        header.forEach((name, entry) -> entries.add(of(name, entry, bytes)));
        entries.sort(Comparator.comparingLong(TensorEntry::from).thenComparingLong(TensorEntry::to));
        long end = 0;
        for (TensorEntry entry : entries) {
            if (entry.from != end) {
                throw new SafetensorsException(
                        "expected " + Shown.of(entry.name) + " to begin at byte " + end + ", found " + entry.from);
            }
            end = entry.to;
        }
        if (end != bytes) {
            throw new SafetensorsException("expected " + end + " bytes of numbers after the header, found " + bytes);
        }
        List<Tensor> tensors = new ArrayList<>();
        for (TensorEntry entry : entries) {
            tensors.add(Tensor.of(backend, entry.shape, entry.values(numbers)));
        }
        try {
            return Parameters.of(entries.stream().map(TensorEntry::name).toList(), tensors);
        } catch (IllegalArgumentException unfit) {
            throw new SafetensorsException(String.valueOf(unfit.getMessage()));
        }
    }

    private static TensorEntry of(String name, Object entry, long bytes) {
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
        long each = isDouble ? Double.BYTES : Float.BYTES;
        long size = 1;
        for (long extent : extents) {
            if (extent < 1) {
                throw wrong(name, "every axis at least 1 long", fields.get("shape"));
            }
            // A product that is too large for any file need not be known.
            size = size > bytes / extent ? bytes + 1 : size * extent;
        }
        if (size > bytes || size * each != place[1] - place[0]) {
            throw wrong(
                    name,
                    "as many bytes as its shape " + Shown.of(fields.get("shape")) + " takes",
                    fields.get("data_offsets"));
        }
        if (size > Integer.MAX_VALUE) {
            throw wrong(name, "at most " + Integer.MAX_VALUE + " numbers", size);
        }
        int[] shape = new int[extents.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = (int) extents[axis];
        }
        return new TensorEntry(name, isDouble, Shape.of(shape), place[0], place[1]);
    }

    private static long[] longs(String name, String field, Object value) {
        if (!(value instanceof List<?> list) || !list.stream().allMatch(Long.class::isInstance)) {
            throw wrong(name, "whole numbers as " + field, value);
        }
        return list.stream().mapToLong(Long.class::cast).toArray();
    }

    private static SafetensorsException wrong(String name, String expected, Object found) {
        return new SafetensorsException(Shown.of(name) + ": expected " + expected + ", found " + Shown.of(found));
    }

    private double[] values(ByteSource numbers) throws IOException {
        int each = isDouble ? Double.BYTES : Float.BYTES;
        double[] values = new double[shape.size()];
        for (int done = 0; done < values.length; ) {
            int end = done + Math.min(SOME, values.length - done);
            ByteBuffer some = numbers.at(from + (long) done * each, (end - done) * each);
            for (; done < end; done++) {
                values[done] = isDouble ? some.getDouble() : some.getFloat();
            }
        }
        return values;
    }
}
