package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was written is read back, and what is wrong is told. */
class SafetensorsReadTest {
    private static final Backend CPU = Backends.cpu(1);
    private static final Backend REFERENCE = Backends.reference();

    @TempDir
    private Path folder;

    private static byte[] file(String header, int bytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Test
    void whatIsWrittenIsReadBackWithItsNamesShapesNumbersAndTexts() {
        for (Backend backend : new Backend[] {CPU, REFERENCE}) {
            Parameters written = Parameters.none()
                    .and("a.weight", Tensor.of(backend, Shape.of(2, 3), 1, -2, 0.1, Double.MIN_NORMAL, 1e30, -0.0))
                    .and("b", Tensor.scalar(backend, Math.PI));
            Map<String, String> texts = Map.of("step", "17", "a \"name\"", "line\nbreak \\ é");
            Path file = folder.resolve(backend.name() + ".safetensors");
            Safetensors.write(file, new Safetensors.Contents(written, texts));
            Safetensors.Contents read = Safetensors.read(file, backend);
            assertEquals(texts, read.metadata());
            assertEquals(written.toString(), read.parameters().toString());
            assertArrayEquals(Safetensors.encode(written), Safetensors.encode(read.parameters()));
        }
    }

    @Test
    void floatsAreReadAsDoublesWhereTheBackendHasDoubles() {
        byte[] floats = Safetensors.encode(Parameters.none().and("x", Tensor.scalar(CPU, 0.1)));
        assertEquals(
                (double) 0.1f,
                Safetensors.decode(floats, REFERENCE).parameters().get("x").item());
    }

    @Test
    void tensorsMayStandInAnyOrderInTheHeader() {
        String header = "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + " \"a\" : { \"dtype\" : \"F32\" , \"shape\" : [ ] , \"data_offsets\" : [ 0 , 4 ] } }  ";
        Parameters read = Safetensors.decode(file(header, 8), CPU).parameters();
        assertEquals("[a, b]", read.names().toString());
        assertEquals(Shape.SCALAR, read.get("a").shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                   | 0 | expected more at character 1 of the header, found the end",
                "[]                                                                  | 0 | expected a JSON object, found something else",
                "{} x                                                                | 0 | expected the end at character 3 of the header, found 'x'",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}           | 8 | a: expected the type F32 or F64, found I64",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}           | 4 | a: expected as many bytes as its shape [2] takes, found [0, 4]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,40]}}          | 4 | a: expected a first and a last byte within 4, found [0, 40]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}           | 8 | expected 4 bytes of numbers after the header, found 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}           | 8 | expected a to begin at byte 0, found 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}           | 0 | a: expected every axis at least 1 long, found [0]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,4],\"data_offsets\":[0,4]}} | 4 | a: expected as many bytes as its shape [9223372036854775807, 4] takes, found [0, 4]",
                "{\"a\":1,\"a\":2}                                                     | 0 | expected distinct names, found a twice",
                "{\"a\":-1}                                                           | 0 | expected a whole number at character 5 of the header, found '-'",
            })
    void whatIsWrongIsSaid(String header, int bytes, String message) {
        assertEquals(
                message,
                assertThrows(SafetensorsException.class, () -> Safetensors.decode(file(header, bytes), CPU))
                        .getMessage());
    }

    @Test
    void aLengthBeyondTheFileIsRefusedBeforeAnythingIsReserved() {
        byte[] huge = file("{}", 0);
        huge[5] = 1;
        assertEquals(
                "expected a header of at most 2 bytes, as many as follow, found a length of 1099511627778",
                assertThrows(SafetensorsException.class, () -> Safetensors.decode(huge, CPU))
                        .getMessage());
        assertThrows(SafetensorsException.class, () -> Safetensors.decode(new byte[3], CPU));
    }
}
