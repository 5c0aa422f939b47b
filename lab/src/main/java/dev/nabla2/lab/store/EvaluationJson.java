package dev.nabla2.lab.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import java.util.Optional;

/** An evaluation as JSON and back, with every bit; what does not exist, or is not a number, is null. */
public final class EvaluationJson {
    private static final String MODES = "modes";
    private static final String TOTAL = "modesTotal";
    private static final String QUALITY = "highQuality";
    private static final String DIVERGENCE = "klToUniform";
    private static final String DISTANCE = "slicedWasserstein";
    private static final String FEATURES = "features";

    private EvaluationJson() {}

    /** An object with a field for each measure. */
    public static ObjectNode write(Evaluation evaluation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional<ModeScore> modes = evaluation.modes();
        json.put(MODES, modes.map(ModeScore::modes).orElse(null));
        json.put(TOTAL, modes.map(ModeScore::modesTotal).orElse(null));
        put(json, QUALITY, modes.map(ModeScore::highQuality).orElse(Double.NaN));
        put(json, DIVERGENCE, modes.map(ModeScore::divergence).orElse(Double.NaN));
        put(json, DISTANCE, evaluation.distance());
        evaluation.features().ifPresent(scores -> json.set(FEATURES, FeaturesJson.write(scores)));
        return json;
    }

    /**
     * The measures of a generator and of real data in one line.
     *
     * @param step after which step
     * @param samples how many were measured
     */
    public static String of(int step, int samples, Evaluation generated, Evaluation real) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("step", step);
        json.put("samples", samples);
        json.set("generated", write(generated));
        json.set("real", write(real));
        return json.toString();
    }

    static void put(ObjectNode json, String name, double value) {
        json.put(name, Double.isFinite(value) ? (Double) value : null);
    }

    /**
     * What such an object says.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Evaluation read(JsonNode json) {
        Optional<ModeScore> modes = json.path(MODES).isInt() && json.path(TOTAL).isInt()
                ? Optional.of(new ModeScore(
                        json.get(MODES).asInt(),
                        json.get(TOTAL).asInt(),
                        number(json, QUALITY),
                        number(json, DIVERGENCE)))
                : Optional.empty();
        Optional<FeatureScores> features =
                json.has(FEATURES) ? Optional.of(FeaturesJson.read(json.get(FEATURES))) : Optional.empty();
        return new Evaluation(modes, number(json, DISTANCE), features);
    }

    static double number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber() && !value.isNull()) {
            throw new IllegalArgumentException("expected a number as " + name + ", found " + value);
        }
        return value.isNull() ? Double.NaN : value.doubleValue();
    }
}
