package dev.nabla2.lab.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What TensorBoard shows of a run: numbers by the names of their curves. */
final class Curves {
    private Curves() {}

    static Map<String, Double> of(StepReport report) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("loss/critic", report.criticLoss());
        numbers.put("loss/generator", report.generatorLoss());
        numbers.put("loss/penalty", report.penalty());
        numbers.put("critic/slope", report.meanSlope());
        return numbers;
    }

    /** Under the names that {@code evaluate --json} has for them. */
    static Map<String, Double> of(Evaluation evaluation) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        add(EvaluationJson.write(evaluation), numbers);
        return numbers;
    }

    private static void add(JsonNode measures, Map<String, Double> numbers) {
        measures.properties().forEach(measure -> {
            if (measure.getValue().isObject()) {
                add(measure.getValue(), numbers);
            } else if (measure.getValue().isNumber()) {
                numbers.put("quality/" + measure.getKey(), measure.getValue().doubleValue());
            }
        });
    }
}
