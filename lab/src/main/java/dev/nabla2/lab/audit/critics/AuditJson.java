package dev.nabla2.lab.audit.critics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.audit.FixedBatch;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.report.JsonText;

/** What an audit found as JSON: an estimate is an object of a value and its standard error. */
final class AuditJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AuditJson() {}

    /**
     * One critic's state.
     *
     * @param step how many training steps it has had
     */
    static ObjectNode state(Cell cell, int step, PenaltyAudit.Report report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("penalty", cell.penalty().label());
        json.put("activation", cell.activation().label());
        json.put("seed", cell.seed());
        json.put("step", step);
        put(json, "value", report.value());
        put(json, "inner", report.inner());
        put(json, "downhill", report.downhill());
        ArrayNode parts = json.putArray("parts");
        report.angles().forEach(angle -> parts.add(angle(angle)));
        ArrayNode slopes = json.putArray("slopes");
        report.slopes().forEach(slope -> slopes.add(slope(slope)));
        ArrayNode fixed = json.putArray("fixedBatch");
        report.fixed().forEach(row -> fixed.add(fixed(row)));
        ArrayNode descents = json.putArray("descents");
        report.descents().forEach(descent -> {
            ObjectNode one = descents.addObject();
            one.put("direction", descent.direction());
            ArrayNode changes = one.putArray("changes");
            descent.changes().forEach((distance, change) -> {
                ObjectNode at = changes.addObject();
                at.put("distance", distance);
                put(at, "value", change);
            });
        });
        return json;
    }

    private static ObjectNode angle(PenaltyAudit.Angle angle) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("part", angle.part().name());
        json.put("numbers", angle.part().size());
        put(json, "cosine", angle.cosine());
        put(json, "lengthRatio", angle.ratio());
        put(json, "automaticLength", angle.automatic());
        put(json, "trueLength", angle.truth());
        JsonText.put(json, "automaticLargest", angle.largest());
        return json;
    }

    private static ObjectNode slope(PenaltyAudit.Slope slope) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("direction", slope.direction());
        put(json, "automatic", slope.automatic());
        put(json, "true", slope.truth());
        ArrayNode differences = json.putArray("differences");
        slope.differences().forEach((step, difference) -> {
            ObjectNode one = differences.addObject();
            one.put("step", step);
            put(one, "value", difference.value());
            put(one, "overAutomatic", difference.overAutomatic());
            put(one, "overTrue", difference.overTrue());
        });
        return json;
    }

    private static ObjectNode fixed(FixedBatch.Row row) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("step", row.step());
        JsonText.put(json, "automatic", row.automatic());
        JsonText.put(json, "difference", row.difference());
        json.put("crossings", row.crossings());
        json.put("samplesThatCrossed", row.crossed());
        json.put("samples", row.samples());
        JsonText.put(json, "automaticWithinRegions", row.automaticWithin());
        JsonText.put(json, "differenceWithinRegions", row.differenceWithin());
        return json;
    }

    private static void put(ObjectNode json, String name, Estimate estimate) {
        ObjectNode both = json.putObject(name);
        JsonText.put(both, "value", estimate.value());
        JsonText.put(both, "error", estimate.error());
    }
}
