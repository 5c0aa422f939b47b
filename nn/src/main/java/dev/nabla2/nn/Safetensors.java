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
import java.util.List;
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

    /** How many numbers are written at once. */
    private static final int SOME = 1 << 13;

    /** The format's own limit. */
    private static final int LONGEST_HEADER = 100_000_000;

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
            try {
                writeThrough(temporary, contents);
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("safetensors: cannot write " + file, e);
        }
        forceFolder(file);
    }

    /** Returns when the bytes are on the disk itself: what replaces another file must outlast a loss of power. */
    private static void writeThrough(Path file, Contents contents) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            put(contents, bytes -> {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            });
            channel.force(false);
        }
    }

    /** The new name of a file must outlast it too; where folders cannot be opened, as on Windows, the system sees to that. */
    private static void forceFolder(Path file) {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException refused) {
            // The file itself is complete.
        }
    }

    /**
     * The bytes of a file that holds the parameters.
     *
     * @throws ArithmeticException if they are 2 GiB or more
     */
    public static byte[] encode(Parameters parameters) {
        Contents contents = new Contents(parameters, Map.of());
        long numbers =
                parameters.tensors().stream().mapToLong(Safetensors::bytes).sum();
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(header(contents).length + numbers));
        try {
            put(contents, all::put);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all.array();
    }

    private interface Sink {
        void take(ByteBuffer bytes) throws IOException;
    }

    private static void put(Contents contents, Sink sink) throws IOException {
        sink.take(ByteBuffer.wrap(header(contents)));
        ByteBuffer some = ByteBuffer.allocate(SOME * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : contents.parameters().tensors()) {
            float[] floats = isFloat(tensor) ? tensor.toFloats() : new float[0];
            double[] doubles = isFloat(tensor) ? new double[0] : tensor.toDoubles();
            int size = tensor.shape().size();
            for (int done = 0; done < size; ) {
                int count = Math.min(SOME, size - done);
                some.clear();
                if (isFloat(tensor)) {
                    some.asFloatBuffer().put(floats, done, count);
                } else {
                    some.asDoubleBuffer().put(doubles, done, count);
                }
                sink.take(some.limit(count * precision(tensor).bytes()));
                done += count;
            }
        }
    }

    /** What comes before the numbers: the length of the description and the description. */
    private static byte[] header(Contents contents) {
        StringBuilder header = new StringBuilder("{");
        if (!contents.metadata().isEmpty()) {
            header.append(quoted(METADATA)).append(':').append(texts(contents.metadata()));
        }
        long offset = 0;
        List<Tensor> tensors = contents.parameters().tensors();
        for (int i = 0; i < tensors.size(); i++) {
            long end = offset + bytes(tensors.get(i));
            header.append(header.length() > 1 ? "," : "")
                    .append(entry(contents.parameters().names().get(i), tensors.get(i), offset, end));
            offset = end;
        }
        header.append('}');
        while (header.length() % ALIGNMENT != 0) {
            header.append(' ');
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
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

    private static String entry(String name, Tensor tensor, long start, long end) {
        String shape = Arrays.stream(tensor.shape().extents())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"));
        String type = isFloat(tensor) ? FLOATS : DOUBLES;
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + start + ","
                + end + "]}";
    }

    private static Precision precision(Tensor tensor) {
        return tensor.backend().precision();
    }

    private static boolean isFloat(Tensor tensor) {
        return precision(tensor) == Precision.FLOAT;
    }

    private static long bytes(Tensor tensor) {
        return (long) tensor.shape().size() * precision(tensor).bytes();
    }

    /**
     * Reads a file, piece by piece, so that it may be of any size.
     *
     * @param backend where the tensors shall be
     * @throws SafetensorsException if it is not in the format, naming the file, or holds other numbers than floats and doubles
     * @throws UncheckedIOException if it cannot be read
     */
    public static Contents read(Path file, Backend backend) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(new ByteSource.InFile(channel), backend);
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
        try {
            return read(new ByteSource.InMemory(bytes), backend);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Contents read(ByteSource file, Backend backend) throws IOException {
        long size = file.size();
        if (size < Long.BYTES) {
            throw new SafetensorsException("expected 8 bytes with the length of a header, found " + size);
        }
        long length = file.at(0, Long.BYTES).getLong();
        long most = Math.min(size - Long.BYTES, LONGEST_HEADER);
        if (length < 0 || length > most) {
            throw new SafetensorsException("expected a header of at most " + most + " bytes, "
                    + (most < LONGEST_HEADER ? "as many as follow, " : "") + "found a length of "
                    + Long.toUnsignedString(length));
        }
        Map<String, Object> header = HeaderJson.object(
                StandardCharsets.UTF_8.decode(file.at(Long.BYTES, (int) length)).toString());
        Map<String, String> metadata = metadata(header.remove(METADATA));
        ByteSource numbers = new ByteSource.After(file, Long.BYTES + length);
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
                        "expected a text in " + METADATA + "." + Shown.of(name) + ", found something else");
            }
            texts.put((String) name, string);
        });
        return texts;
    }
}
