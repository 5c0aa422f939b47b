package dev.nabla2.lab.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.metrics.TransportScore;
import dev.nabla2.lab.report.JsonText;
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
        JsonText.put(json, QUALITY, modes.map(ModeScore::highQuality).orElse(Double.NaN));
        JsonText.put(json, DIVERGENCE, modes.map(ModeScore::divergence).orElse(Double.NaN));
        JsonText.put(json, DISTANCE, evaluation.distance());
        evaluation.features().ifPresent(scores -> json.set(FEATURES, FeaturesJson.write(scores)));
        return json;
    }

    /**
     * The measures of a generator and of real data in one line.
     *
     * @param step after which step
     * @param samples how many were measured
     * @param transport the exact Wasserstein distance, where there is one
     */
    public static String of(
            int step, int samples, Evaluation generated, Evaluation real, Optional<TransportScore> transport) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("step", step);
        json.put("samples", samples);
        json.set("generated", write(generated));
        json.set("real", write(real));
        JsonText.put(
                json, "wasserstein", transport.map(TransportScore::generated).orElse(Double.NaN));
        JsonText.put(
                json, "realWasserstein", transport.map(TransportScore::real).orElse(Double.NaN));
        json.put("wassersteinSamples", transport.map(TransportScore::samples).orElse(null));
        return json.toString();
    }

    /**
     * What such an object says.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Evaluation read(JsonNode json) {
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
