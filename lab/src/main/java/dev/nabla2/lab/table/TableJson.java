package dev.nabla2.lab.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.report.JsonText;
import dev.nabla2.lab.store.EvaluationJson;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tables and their rows as JSON. A number that does not exist, or is not finite, is null. */
public final class TableJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TableJson() {}

    /**
     * A whole table, in one line.
     *
     * @param page where its page is
     */
    public static String table(Table table, Path page) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("data", table.data());
        json.put("budget", table.budget().option());
        put(json, "real", table.real());
        ArrayNode rows = json.putArray("rows");
        table.rows().forEach(row -> rows.add(node(row)));
        json.put("asked", table.asked());
        json.put("report", page.toString());
        return JsonText.of(json, false);
    }

    /**
     * A row, over several lines.
     *
     * @param asked what it was made for, to be compared when it is read
     */
    static String row(Row row, String asked) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("asked", asked);
        json.setAll(node(row));
        put(json, "real", row.real());
        return JsonText.of(json, true) + "\n";
    }

    private static ObjectNode node(Row row) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("objective", row.combination().objective().label());
        json.put("penalty", row.combination().penalty().label());
        json.put("dynamics", row.combination().dynamics().label());
        json.put("ending", row.state().label());
        json.put("message", row.message());
        json.put("steps", row.steps());
        json.put("seconds", row.seconds());
        put(json, "generated", row.generated());
        json.put("command", row.command());
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<Evaluation> evaluation) {
        json.set(name, evaluation.<JsonNode>map(EvaluationJson::write).orElse(NullNode.getInstance()));
    }

    /**
     * Reads a row back.
     *
     * @param combination whose row it is
     * @param asked what it must have been made for
     * @throws IllegalArgumentException if it was made for something else, or is not a row
     */
    static Row read(String text, Combination combination, String asked) {
        try {
            JsonNode json = MAPPER.readTree(text);
            String found = json.path("asked").asText();
            if (!found.equals(asked)) {
                throw new IllegalArgumentException("expected a row of '" + asked + "', found "
                        + (found.isEmpty() ? "none" : "one of '" + found + "'"));
            }
            return new Row(
                    combination,
                    json.required("command").asText(),
                    Row.State.valueOf(json.required("ending").asText().toUpperCase(Locale.ROOT)),
                    json.required("message").asText(),
                    json.required("steps").asInt(),
                    json.required("seconds").asDouble(),
                    evaluation(json.required("generated")),
                    evaluation(json.required("real")));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("expected JSON, found " + broken.getOriginalMessage(), broken);
        }
    }

    private static Optional<Evaluation> evaluation(JsonNode json) {
        return json.isNull() ? Optional.empty() : Optional.of(EvaluationJson.read(json));
    }
}
