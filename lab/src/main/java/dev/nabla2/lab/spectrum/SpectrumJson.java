package dev.nabla2.lab.spectrum;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.report.JsonText;
import java.util.List;

/** A spectrum as JSON, for programs to read. A number that does not exist, or is not finite, is null. */
public final class SpectrumJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SpectrumJson() {}

    private static void put(ArrayNode array, List<Eigenvalue> eigenvalues) {
        for (Eigenvalue one : eigenvalues) {
            ObjectNode node = array.addObject();
            JsonText.put(node, "re", one.re());
            JsonText.put(node, "im", one.im());
        }
    }

    /** In one line. Of a field {@code eigenvalues}, of dynamics without one {@code multipliers}. */
    public static String of(Spectrum spectrum) {
        ObjectNode json = MAPPER.createObjectNode();
        SpectrumSettings settings = spectrum.settings();
        json.put("game", spectrum.subject().name());
        json.put("dynamics", settings.dynamics().choice().label());
        json.put("parameters", spectrum.parameters());
        JsonText.put(json, "rest", spectrum.rest());
        json.put("whole", spectrum.isWhole());
        json.put("batches", settings.batches());
        json.put("products", spectrum.products());
        json.put("complete", spectrum.isComplete());
        JsonText.put(json, "step", settings.step());
        put(json.putArray(spectrum.isField() ? "eigenvalues" : "multipliers"), spectrum.eigenvalues());
        if (settings.plain()) {
            put(json.putArray("plain"), spectrum.plain());
        }
        spectrum.largestStep().ifPresent(largest -> JsonText.put(json, "largestStep", largest));
        ArrayNode played = json.putArray("played");
        for (Growth growth : spectrum.growth()) {
            ObjectNode node = played.addObject();
            JsonText.put(node, "step", growth.step());
            node.put("steps", growth.steps());
            JsonText.put(node, "growth", growth.total());
            JsonText.put(node, "growthPerStep", growth.each());
            JsonText.put(node, "predictedPerStep", growth.predicted());
        }
        ArrayNode along = json.putArray("along");
        for (Look look : spectrum.along()) {
            ObjectNode node = along.addObject();
            node.put("step", look.step());
            JsonText.put(node, "rest", look.rest());
            JsonText.put(node, "rightmost", look.rightmost());
            JsonText.put(node, "largest", look.largest());
        }
        json.put("where", spectrum.subject().where());
        json.put("losses", spectrum.subject().losses());
        json.put("conventions", settings.dynamics().dynamics().conventions());
        JsonText.put(json, "seconds", spectrum.seconds());
        return JsonText.of(json, false);
    }
}
