package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many tensors, of large ones, and those that cannot be written. */
class SafetensorsSizesTest {
    private static final Backend CPU = Backends.cpu(1);
    private static final Backend REFERENCE = Backends.reference();

    @TempDir
    private Path folder;

    private static Tensor numbers(Backend backend, int count) {
        return Tensor.of(backend, Shape.of(count), RandomStream.of(count).normal(count));
    }

    @Test
    void aFileHasTheBytesOfTheEncodingAlsoWhereTensorsAreLargerThanWhatIsMovedAtOnce() throws IOException {
        for (Backend backend : List.of(CPU, REFERENCE)) {
            Parameters tree = Parameters.none()
                    .and("large", numbers(backend, 200_001))
                    .and("small", numbers(backend, 3))
                    .and("even", numbers(backend, 1 << 16));
            Path file = folder.resolve("tree.safetensors");
            Safetensors.write(file, tree);
            byte[] encoded = Safetensors.encode(tree);
            assertArrayEquals(encoded, Files.readAllBytes(file));
            assertArrayEquals(
                    encoded, Safetensors.encode(Safetensors.read(file, backend).parameters()));
        }
    }

    @Test
    void fiftyThousandTensorsAreReadInSeconds() {
        int count = 50_000;
        byte[] header = IntStream.range(0, count)
                .mapToObj(i -> String.format(
                        "\"t%d\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[%d,%d]}", i, 4 * i, 4 * i + 4))
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] file = ByteBuffer.allocate(Long.BYTES + header.length + 4 * count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
        Parameters read = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> Safetensors.decode(file, CPU).parameters());
        assertEquals(count, read.names().size());
        assertEquals("t49999", read.names().get(count - 1));
    }

    @Test
    void whatDoesNotFitIntoAnArrayIsRefusedAsOne() {
        int count = 1 << 20;
        List<String> names = IntStream.range(0, 511).mapToObj(i -> "t" + i).toList();
        Tensor large = numbers(CPU, count);
        Parameters below =
                Parameters.of(names, Collections.nCopies(names.size(), large)).and("last", numbers(CPU, count - 16));
        Parameters above = below.and("more", large);
        assertThrows(ArithmeticException.class, () -> Safetensors.encode(below));
        assertThrows(ArithmeticException.class, () -> Safetensors.encode(above));
    }

    @Test
    void aFileLargerThanAnArrayIsReadPieceByPiece() throws IOException {
        Path file = folder.resolve("sparse.safetensors");
        long size = 3L << 30;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
            sparse.setLength(size);
        }
        assertEquals(
                file + ": expected 0 bytes of numbers after the header, found " + (size - 10),
                assertThrows(SafetensorsException.class, () -> Safetensors.read(file, CPU))
                        .getMessage());
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("taken").resolve("inside"))
                .getParent();
        assertThrows(
                UncheckedIOException.class,
                () -> Safetensors.write(occupied, new Safetensors.Contents(Parameters.none(), Map.of())));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(occupied), left.toList());
        }
    }
}
