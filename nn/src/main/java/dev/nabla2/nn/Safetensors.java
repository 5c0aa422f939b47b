package dev.nabla2.nn;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters in the safetensors format (huggingface/safetensors, format of version 0.3), which needs no code to be read: a
 * little-endian length, a JSON header with each tensor's type, shape and place, then the numbers. Floats stay floats and doubles stay
 * doubles in what is written; what is read becomes numbers of the backend that asks.
 */
public final class Safetensors {
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";
    private static final String FLOATS = "F32";
    private static final String DOUBLES = "F64";

    /**
     * What a file holds.
     *
     * @param parameters by name, in the order of their numbers
     * @param metadata texts by name
     */
    public record Contents(Parameters parameters, Map<String, String> metadata) {}

    private Safetensors() {}

    /**
     * Writes a tree of parameters to a file, which appears complete or not at all.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Parameters parameters) {
        write(file, new Contents(parameters, Map.of()));
    }

    /**
     * Writes a tree of parameters and texts to a file, which appears complete or not at all.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Contents contents) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            writeThrough(temporary, encode(contents));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("safetensors: cannot write " + file, e);
        }
    }

    /** Returns when the bytes are on the disk itself: what replaces another file must outlast a loss of power. */
    private static void writeThrough(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
        }
    }

    /**
     * The bytes of a file that holds the parameters.
     *
     * @throws ArithmeticException if they are 2 GiB or more
     */
    public static byte[] encode(Parameters parameters) {
        return encode(new Contents(parameters, Map.of()));
    }

    private static byte[] encode(Contents contents) {
        Parameters parameters = contents.parameters();
        StringBuilder header = new StringBuilder("{");
        if (!contents.metadata().isEmpty()) {
            header.append(quoted(METADATA)).append(':').append(texts(contents.metadata()));
        }
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

    private static String texts(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String entry(String name, Tensor tensor, int start, int end) {
        String shape = Arrays.stream(tensor.shape().extents())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"));
        String type = precision(tensor) == Precision.FLOAT ? FLOATS : DOUBLES;
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

    /**
     * Reads a file.
     *
     * @param backend where the tensors shall be
     * @throws SafetensorsException if it is not in the format, naming the file, or holds other numbers than floats and doubles
     * @throws UncheckedIOException if it cannot be read
     */
    public static Contents read(Path file, Backend backend) {
        try {
            return decode(Files.readAllBytes(file), backend);
        } catch (SafetensorsException wrong) {
            throw new SafetensorsException(file + ": " + wrong.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("safetensors: cannot read " + file, e);
        }
    }

    /**
     * Reads the bytes of a file.
     *
     * @throws SafetensorsException if they are not in the format
     */
    public static Contents decode(byte[] bytes, Backend backend) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < Long.BYTES) {
            throw new SafetensorsException("expected 8 bytes with the length of a header, found " + bytes.length);
        }
        long length = buffer.getLong();
        if (length < 0 || length > buffer.remaining()) {
            throw new SafetensorsException("expected a header of at most " + buffer.remaining()
                    + " bytes, as many as follow, found a length of " + Long.toUnsignedString(length));
        }
        Map<String, Object> header =
                HeaderJson.object(new String(bytes, Long.BYTES, (int) length, StandardCharsets.UTF_8));
        Map<String, String> metadata = metadata(header.remove(METADATA));
        ByteBuffer numbers = buffer.slice(Long.BYTES + (int) length, bytes.length - Long.BYTES - (int) length)
                .order(ByteOrder.LITTLE_ENDIAN);
        return new Contents(TensorEntry.read(header, numbers, backend), metadata);
    }

    private static Map<String, String> metadata(Object entry) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (entry == null) {
            return texts;
        }
        if (!(entry instanceof Map<?, ?> map)) {
            throw new SafetensorsException("expected an object of texts as " + METADATA + ", found something else");
        }
        map.forEach((name, text) -> {
            if (!(text instanceof String string)) {
                throw new SafetensorsException(
                        "expected a text in " + METADATA + "." + name + ", found something else");
            }
            texts.put((String) name, string);
        });
        return texts;
    }
}
