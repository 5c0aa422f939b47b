package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes parameters in the safetensors format, which needs no code to be read: a little-endian length, a JSON header with each tensor's
 * type, shape and place, then the numbers. Floats stay floats and doubles stay doubles.
 */
public final class Safetensors {
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /**
     * Writes a tree of parameters to a file, which appears complete or not at all.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Parameters parameters) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(temporary, encode(parameters));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("safetensors: cannot write " + file, e);
        }
    }

    /**
     * The bytes of a file that holds the parameters.
     *
     * @throws ArithmeticException if they are 2 GiB or more
     */
    public static byte[] encode(Parameters parameters) {
        StringBuilder header = new StringBuilder("{");
        int offset = 0;
        for (String name : parameters.names()) {
            Tensor tensor = parameters.get(name);
            int end = Math.addExact(
                    offset,
                    Math.multiplyExact(tensor.shape().size(), precision(tensor).bytes()));
            header.append(header.length() > 1 ? "," : "").append(entry(name, tensor, offset, end));
            offset = end;
        }
        header.append('}');
        while (header.length() % ALIGNMENT != 0) {
            header.append(' ');
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + json.length + offset).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        parameters.tensors().forEach(tensor -> put(bytes, tensor));
        return bytes.array();
    }

    private static String entry(String name, Tensor tensor, int start, int end) {
        String shape = Arrays.stream(tensor.shape().extents())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"));
        String type = precision(tensor) == Precision.FLOAT ? "F32" : "F64";
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + start + ","
                + end + "]}";
    }

    private static void put(ByteBuffer bytes, Tensor tensor) {
        if (precision(tensor) == Precision.FLOAT) {
            for (float value : tensor.toFloats()) {
                bytes.putFloat(value);
            }
        } else {
            for (double value : tensor.toDoubles()) {
                bytes.putDouble(value);
            }
        }
    }

    private static Precision precision(Tensor tensor) {
        return tensor.backend().precision();
    }
}
