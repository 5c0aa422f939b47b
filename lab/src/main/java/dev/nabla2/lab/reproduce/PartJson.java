package dev.nabla2.lab.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.report.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part's numbers as JSON, with every bit but those of numbers that are not finite, which are null.
 *
 * @param asked what it was computed for
 * @param seconds how long that took
 * @param values the numbers
 * @param pictures the names of the pictures, which lie beside it
 */
record PartJson(String asked, double seconds, Map<String, double[]> values, List<String> pictures) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The text of a file. */
    String text() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("asked", asked);
        json.put("seconds", seconds);
        ObjectNode all = json.putObject("values");
        values.forEach((name, numbers) -> {
            ArrayNode array = all.putArray(name);
            for (double number : numbers) {
                array.add(Double.isFinite(number) ? (Double) number : null);
            }
        });
        ArrayNode names = json.putArray("pictures");
        pictures.forEach(names::add);
        return JsonText.of(json, false) + "\n";
    }

    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException if it is no part
     */
    static PartJson read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            Map<String, double[]> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : json.required("values").properties()) {
                double[] numbers = new double[field.getValue().size()];
                for (int i = 0; i < numbers.length; i++) {
                    JsonNode number = field.getValue().get(i);
                    numbers[i] = number.isNull() ? Double.NaN : number.asDouble();
                }
                values.put(field.getKey(), numbers);
            }
            List<String> pictures = new java.util.ArrayList<>();
            json.required("pictures").forEach(name -> pictures.add(name.asText()));
            return new PartJson(
                    json.required("asked").asText(), json.required("seconds").asDouble(), values, pictures);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("expected JSON, found " + broken.getOriginalMessage(), broken);
        }
    }
}
