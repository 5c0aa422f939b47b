package dev.nabla2.lab.audit.critics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.lab.audit.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What was found of one critic after some training.
 *
 * @param cell which critic
 * @param step how many training steps it has had
 * @param found as {@link AuditJson} writes it
 */
public record AuditRow(Cell cell, int step, JsonNode found) {
    private static final String VALUE = "value";
    private static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

    /** The share of the true gradient's length that its hidden biases have; NaN where there are none. */
    double hiddenBiases() {
        return part("hidden bias")
                .map(biases -> estimate(biases, "trueLength").value()
                        / estimate(whole(), "trueLength").value())
                .orElse(Double.NaN);
    }

    /** P, {@code inner} and {@code downhill}. */
    Estimate estimate(String name) {
        return estimate(found, name);
    }

    /** A number of the whole gradient, such as {@code cosine}. */
    Estimate ofWhole(String name) {
        return estimate(whole(), name);
    }

    private JsonNode whole() {
        return found.get("parts").get(0);
    }

    private Optional<JsonNode> part(String name) {
        return named("parts", "part", name);
    }

    /** What differences of P say along a direction, over what a gradient says: 1 where they agree. */
    Estimate difference(String direction, String over, double step) {
        return differences(direction, over).getOrDefault(step, NONE);
    }

    /** Differences along a direction by step: their {@code value}, or that over what a gradient says. */
    SortedMap<Double, Estimate> differences(String direction, String over) {
        SortedMap<Double, Estimate> by = new TreeMap<>();
        named("slopes", "direction", direction)
                .ifPresent(slope -> list(slope.get("differences"))
                        .forEach(one -> by.put(one.get("step").asDouble(), estimate(one, over))));
        return by;
    }

    /**
     * What differences on a fixed batch say, by step: the automatic derivative, the difference, how many units of how many samples crossed a
     * kink, and derivative and difference of the other samples.
     */
    List<double[]> fixed() {
        return list(found.get("fixedBatch"))
                .map(row -> Stream.of(
                                "step",
                                "automatic",
                                "difference",
                                "crossings",
                                "samplesThatCrossed",
                                "automaticWithinRegions",
                                "differenceWithinRegions")
                        .mapToDouble(name -> number(row, name))
                        .toArray())
                .toList();
    }

    /** By how much P changes at distances against a direction. */
    SortedMap<Double, Double> descent(String direction) {
        SortedMap<Double, Double> by = new TreeMap<>();
        named("descents", "direction", direction)
                .ifPresent(descent -> list(descent.get("changes"))
                        .forEach(one -> by.put(
                                one.get("distance").asDouble(),
                                estimate(one, VALUE).value())));
        return by;
    }

    /** The names of the parts of the gradient. */
    List<String> parts() {
        return list(found.get("parts")).map(part -> part.get("part").asText()).toList();
    }

    /** A number of a part of the gradient, such as {@code trueLength}. */
    Estimate ofPart(String part, String name) {
        return part(part).map(one -> estimate(one, name)).orElse(NONE);
    }

    /** The directions along which differences were taken. */
    List<String> directions() {
        return list(found.get("slopes"))
                .map(slope -> slope.get("direction").asText())
                .toList();
    }

    /** The derivative of P along a direction, as {@code automatic} or {@code true} gradient have it. */
    Estimate slope(String direction, String as) {
        return named("slopes", "direction", direction)
                .map(slope -> estimate(slope, as))
                .orElse(NONE);
    }

    private Optional<JsonNode> named(String list, String key, String name) {
        return list(found.get(list))
                .filter(one -> one.get(key).asText().equals(name))
                .findFirst();
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Estimate estimate(JsonNode of, String name) {
        JsonNode both = of.get(name);
        return new Estimate(number(both, VALUE), number(both, "error"));
    }

    /** What is not finite is null in JSON. */
    private static double number(JsonNode of, String name) {
        return of.get(name).isNull() ? Double.NaN : of.get(name).asDouble();
    }
}
