package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, an error about it is one line of bounded length that a terminal only prints. */
class SafetensorsErrorsTest {
    private static final int LONGEST = 1001;
    private static final String LONG = "n".repeat(3_000_000);

    /** Made two lines, a coloured one, one that runs backwards, or a very long one. */
    private static final List<String> TEXTS =
            List.of("F\\n2", "a\\r", "\\u001b[31m", "\u009b31m", "\u202e", "\u2028", "\\ud800", "\u0000", LONG);

    private static String error(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(Long.BYTES + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
        return assertThrows(SafetensorsException.class, () -> Safetensors.decode(file, Backends.cpu(1)))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":\"%s\",\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[\"%s\"]}}",
                "{\"a %s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":\"%s\"}",
                "{\"a %s\":1,\"a %1$s\":2}",
                "{\"a\":1}%s",
                "{\"a\":%s}",
                "{\"__metadata__\":{\"%s\":1}}",
                "{\"__metadata__\":{\"a\":\"\\q%s\"}}",
                "{\"a\":{\"\\u00%s\":1}}",
            })
    void errorsAreOneBoundedLine(String header) {
        for (String text : TEXTS) {
            String message = error(String.format(header, text));
            assertTrue(message.length() <= LONGEST, () -> message.length() + " characters");
            assertTrue(message.matches("[^\\p{C}\\p{Zl}\\p{Zp}]*"), message);
            assertTrue(message.contains("expected") && message.contains("found"), message);
        }
    }

    @Test
    void namesThatNoTreeTakesAreShortened() {
        String entry = ":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,0]}}";
        assertEquals(
                "n".repeat(60) + "\u2026: expected as many bytes as its shape [1] takes, found [0, 0]",
                error("{\"" + LONG + "\"" + entry));
        IllegalArgumentException unfit = assertThrows(
                IllegalArgumentException.class,
                () -> Parameters.none().and("a\nb" + LONG, Tensor.scalar(Backends.reference(), 1)));
        assertEquals("a?b" + "n".repeat(57) + "\u2026", unfit.getMessage().replaceAll(".*found ", ""));
    }

    @Test
    void theOffenderItselfIsNamedWithItsPlace() {
        assertEquals(
                "expected no control character at character 3 of the header, found '?'", error("{\"a\u0001b\":1}"));
        assertEquals("expected an escape at character 4 of the header, found 'x'", error("{\"a\\xb\":1}"));
        assertEquals(
                "expected four hexadecimal digits at character 6 of the header, found 'g'", error("{\"a\\u0g00\":1}"));
        assertEquals(
                "expected a whole number at character 5 of the header, found '9'",
                error("{\"a\":" + "9".repeat(30) + "}"));
    }
}
