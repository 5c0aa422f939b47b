package dev.nabla2.lab.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.report.JsonText;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.store.EvaluationJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sweeps and their runs as JSON. A number that does not exist, or is not finite, is null. */
public final class SweepJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ENDING = "ending";
    private static final String MESSAGE = "message";
    private static final String STEPS = "steps";
    private static final String SECONDS = "seconds";
    private static final String GENERATED = "generated";
    private static final String REAL = "real";
    private static final String CRITIC_LOSS = "finalCriticLoss";
    private static final String SLOPE = "meanSlope";

    private SweepJson() {}

    /**
     * A whole sweep, in one line.
     *
     * @param page where its page is
     */
    public static String sweep(Sweep sweep, Path page) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode axes = json.putArray("axes");
        sweep.grid().axes().forEach(axis -> {
            ArrayNode values = axes.addObject().put("option", axis.option()).putArray("values");
            axis.values().forEach(values::add);
        });
        ArrayNode seeds = json.putArray("seeds");
        sweep.grid().seeds().forEach(seeds::add);
        ObjectNode real = json.putObject(REAL);
        List<Metric> shown = sweep.shown();
        shown.forEach(metric -> put(real, metric, sweep.real(metric)));
        ArrayNode cells = json.putArray("cells");
        sweep.results().forEach(result -> cells.add(cell(sweep, shown, result)));
        json.put("runs", sweep.done());
        json.put("asked", sweep.asked());
        json.put("command", sweep.pattern());
        json.put("report", page.toString());
        return JsonText.of(json, false);
    }

    private static ObjectNode cell(Sweep sweep, List<Metric> shown, CellResult result) {
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode options = json.putObject("options");
        List<Axis> axes = sweep.grid().axes();
        for (int i = 0; i < axes.size(); i++) {
            options.put(axes.get(i).option(), result.cell().values().get(i));
        }
        json.put("runs", result.runs().size());
        json.put("diverged", result.diverged());
        json.put("refused", result.refusal().orElse(null));
        ObjectNode metrics = json.putObject("metrics");
        shown.forEach(metric -> put(metrics, metric, result.spread(metric)));
        ArrayNode runs = json.putArray("each");
        result.runs().forEach((seed, score) -> {
            ObjectNode run = runs.addObject().put("seed", seed).put(ENDING, ending(score));
            run.put(MESSAGE, score.message());
            shown.forEach(metric -> JsonText.put(run, metric.label(), metric.of(score)));
        });
        return json;
    }

    private static void put(ObjectNode json, Metric metric, Quartiles spread) {
        ObjectNode numbers = json.putObject(metric.label());
        JsonText.put(numbers, "lower", spread.lower());
        JsonText.put(numbers, "median", spread.median());
        JsonText.put(numbers, "upper", spread.upper());
    }

    /**
     * A run, over several lines.
     *
     * @param options what determines it
     * @param command what gives it again
     */
    static String run(Map<String, String> options, String command, Score score) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("command", command);
        ObjectNode texts = json.putObject("options");
        options.forEach(texts::put);
        json.put(ENDING, ending(score));
        json.put(MESSAGE, score.message());
        json.put(STEPS, score.steps());
        json.put(SECONDS, score.seconds());
        json.set(GENERATED, EvaluationJson.write(score.generated()));
        json.set(REAL, EvaluationJson.write(score.real()));
        JsonText.put(json, CRITIC_LOSS, score.criticLoss());
        JsonText.put(json, SLOPE, score.slope());
        return JsonText.of(json, true) + "\n";
    }

    private static String ending(Score score) {
        return score.ending().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a run back.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Score read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return new Score(
                    Ending.valueOf(json.required(ENDING).asText().toUpperCase(Locale.ROOT)),
                    json.required(MESSAGE).asText(),
                    json.required(STEPS).asInt(),
                    json.required(SECONDS).asDouble(),
                    EvaluationJson.read(json.required(GENERATED)),
                    EvaluationJson.read(json.required(REAL)),
                    number(json.required(CRITIC_LOSS)),
                    number(json.required(SLOPE)));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("expected JSON, found " + broken.getOriginalMessage(), broken);
        }
    }

    private static double number(JsonNode value) {
        return value.isNull() ? Double.NaN : value.asDouble();
    }
}
