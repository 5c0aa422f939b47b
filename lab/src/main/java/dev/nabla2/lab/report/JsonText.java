package dev.nabla2.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as this program writes it: lines end alike on every system, and a number that does not exist, or is not finite, is null. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** An object in one line, or over several for people to read. */
    public static String of(ObjectNode json, boolean pretty) {
        try {
            return pretty
                    ? MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(json)
                            .replace("\r\n", "\n")
                    : MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Adds a number, or null. */
    public static void put(ObjectNode json, String name, double value) {
        json.put(name, Double.isFinite(value) ? (Double) value : null);
    }
}
