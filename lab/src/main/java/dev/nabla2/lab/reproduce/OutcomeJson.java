package dev.nabla2.lab.reproduce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.report.JsonText;
import java.nio.file.Path;
import java.util.List;

/** Outcomes as JSON. A number that is not finite is null. */
public final class OutcomeJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OutcomeJson() {}

    /** One outcome over several lines, for a file. */
    static String text(Outcome outcome) {
        return JsonText.of(node(outcome), true) + "\n";
    }

    /**
     * All outcomes of a command, in one line.
     *
     * @param index the page that links them
     */
    public static String all(List<Outcome> outcomes, Conditions conditions, Path index) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("seed", conditions.seed());
        json.put("quick", conditions.quick());
        conditions.device().ifPresent(device -> json.put("device", device.toString()));
        ArrayNode experiments = json.putArray("experiments");
        outcomes.forEach(outcome -> experiments.add(node(outcome)));
        json.put("index", index.toString());
        return JsonText.of(json, false);
    }

    private static ObjectNode node(Outcome outcome) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("experiment", outcome.experiment().name());
        json.put("paper", outcome.experiment().paper());
        json.put("question", outcome.experiment().question());
        json.put("seed", outcome.conditions().seed());
        json.put("quick", outcome.conditions().quick());
        outcome.conditions().device().ifPresent(device -> json.put("device", device.toString()));
        ArrayNode claims = json.putArray("claims");
        for (Claim claim : outcome.findings().claims()) {
            claims.addObject()
                    .put("known", claim.known())
                    .put("here", claim.here())
                    .put("agrees", claim.agreement().label())
                    .put("why", claim.why());
        }
        ArrayNode tables = json.putArray("tables");
        outcome.findings().tables().forEach(table -> put(tables.addObject(), table));
        ArrayNode figures = json.putArray("figures");
        outcome.findings()
                .figures()
                .forEach(figure ->
                        figures.addObject().put("title", figure.title()).put("caption", figure.caption()));
        return json;
    }

    private static void put(ObjectNode json, NumberTable table) {
        json.put("title", table.title());
        json.put("caption", table.caption());
        ArrayNode rows = json.putArray("rows");
        for (NumberTable.Row row : table.rows()) {
            ObjectNode object = rows.addObject().put("name", row.name());
            for (int i = 0; i < table.columns().size(); i++) {
                JsonText.put(object, table.columns().get(i), row.values().get(i));
            }
        }
    }
}
