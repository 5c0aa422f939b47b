package dev.nabla2.lab.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeHistogram;
import dev.nabla2.lab.report.JsonText;

/** What a judge's features and classes say as JSON and back, with every bit. */
final class FeaturesJson {
    private static final String FRECHET = "frechet";
    private static final String KERNEL = "kernelDistance";
    private static final String MODE_SCORE = "modeScore";
    private static final String CLASSIFIER_SCORE = "classifierScore";
    private static final String PRECISION = "precision";
    private static final String RECALL = "recall";
    private static final String DENSITY = "density";
    private static final String COVERAGE = "coverage";
    private static final String HITS = "hits";

    private FeaturesJson() {}

    static ObjectNode write(FeatureScores scores) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        JsonText.put(json, FRECHET, scores.frechet());
        JsonText.put(json, KERNEL, scores.kernel());
        JsonText.put(json, MODE_SCORE, scores.modeScore());
        JsonText.put(json, CLASSIFIER_SCORE, scores.classifierScore());
        JsonText.put(json, PRECISION, scores.precision());
        JsonText.put(json, RECALL, scores.recall());
        JsonText.put(json, DENSITY, scores.density());
        JsonText.put(json, COVERAGE, scores.coverage());
        ArrayNode hits = json.putArray(HITS);
        for (int count : scores.modes().hits()) {
            hits.add(count);
        }
        return json;
    }

    /**
     * What such an object says.
     *
     * @throws IllegalArgumentException if it is none
     */
    static FeatureScores read(JsonNode json) {
        JsonNode hits = json.path(HITS);
        int[] counts = new int[hits.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = hits.get(i).asInt(-1);
        }
        return new FeatureScores(
                EvaluationJson.number(json, FRECHET),
                EvaluationJson.number(json, KERNEL),
                EvaluationJson.number(json, MODE_SCORE),
                EvaluationJson.number(json, CLASSIFIER_SCORE),
                EvaluationJson.number(json, PRECISION),
                EvaluationJson.number(json, RECALL),
                EvaluationJson.number(json, DENSITY),
                EvaluationJson.number(json, COVERAGE),
                new ModeHistogram(counts));
    }
}
