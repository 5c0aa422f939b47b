package dev.nabla2.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.engine.Cost;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Work;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.lab.cost.PenaltyCost;
import dev.nabla2.lab.cost.PenaltyCost.Stage;
import dev.nabla2.lab.cost.PenaltyMemory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a penalty's gradient costs, for people and for programs.
 *
 * @param critic its form
 * @param activation its activation
 * @param sample the shape of a sample
 * @param batch how many samples
 * @param precision how numbers are stored
 * @param penalty the penalty's name
 * @param cost what was counted
 */
public record CostReport(
        String critic,
        String activation,
        Shape sample,
        int batch,
        Precision precision,
        String penalty,
        PenaltyCost cost) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROW = "  %-18s %8s %13s %9s %10s %10s   %8s %13s %9s%n";

    /** One line of JSON. */
    public String json() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("critic", critic);
        json.put("activation", activation);
        Arrays.stream(sample.extents()).forEach(json.putArray("sample")::add);
        json.put("batch", batch);
        json.put("precision", precision.label());
        json.put("penalty", penalty);
        json.put("parameters", cost.parameters());
        for (Stage stage : cost.stages()) {
            put(json.putObject(camel(stage.name().name())), stage.cost()).put("peakBytes", stage.peakBytes());
        }
        put(json.putObject("total"), cost.total()).put("peakBytes", cost.peakBytes());
        json.putObject("updatePeakBytes")
                .put("recorded", cost.update().recorded())
                .put("freeing", cost.update().freeing())
                .put("checkpointed", cost.update().checkpointed())
                .put("replayed", cost.update().replayed());
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode put(ObjectNode json, Cost cost) {
        put(json, cost.done());
        json.put("bytesWritten", cost.bytesWritten());
        put(json.putObject("structuralZerosAvoided"), cost.avoided());
        return json;
    }

    private static void put(ObjectNode json, Work work) {
        json.put("matrixProducts", work.matrixProducts());
        json.put("convolutions", work.convolutions());
        json.put("flops", work.flops());
    }

    private static String camel(String constant) {
        StringBuilder camel = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
            camel.append(camel.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    /** A table with a row for each stage, under a line that says of what. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %s, batch of %s samples [%s], %s parameters, penalty %s, in %ss%n%n",
                critic,
                activation,
                Format.count(batch),
                Arrays.stream(sample.extents()).mapToObj(String::valueOf).collect(Collectors.joining(", ")),
                Format.count(cost.parameters()),
                penalty,
                precision.label()));
        text.append(" ".repeat(78)).append("structural zeros avoided\n");
        text.append(String.format(
                Locale.ROOT,
                ROW,
                "",
                "products",
                "convolutions",
                "flops",
                "written",
                "peak",
                "products",
                "convolutions",
                "flops"));
        for (Stage stage : cost.stages()) {
            String name = stage.name().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append(row(name, stage.cost(), stage.peakBytes()));
        }
        text.append(row("total", cost.total(), cost.peakBytes()));
        return text.append(memory()).append(conclusion()).toString();
    }

    private static String row(String name, Cost cost, long peak) {
        Work done = cost.done();
        Work avoided = cost.avoided();
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                Format.count(done.matrixProducts()),
                Format.count(done.convolutions()),
                Format.size(done.flops()),
                Format.bytes(cost.bytesWritten()),
                Format.bytes(peak),
                Format.count(avoided.matrixProducts()),
                Format.count(avoided.convolutions()),
                Format.size(avoided.flops()));
    }

    private String memory() {
        PenaltyMemory update = cost.update();
        return String.format(
                Locale.ROOT,
                "%nPeak memory of one update of the critic: %s recorded, %s with a gradient that frees as it goes,%n"
                        + "%s checkpointed, %s replayed as a program, as training does.%n",
                Format.bytes(update.recorded()),
                Format.bytes(update.freeing()),
                Format.bytes(update.checkpointed()),
                Format.bytes(update.replayed()));
    }

    private String conclusion() {
        Cost total = cost.total();
        if (total.avoided().equals(Work.NONE)) {
            return "\nThere are no structural zeros: the activation's derivative varies smoothly.";
        }
        Work with = total.done().plus(total.avoided());
        return String.format(
                Locale.ROOT,
                "%nAn engine that propagates zeros takes %s matrix products and %s convolutions, %.0f %% more flops.",
                Format.count(with.matrixProducts()),
                Format.count(with.convolutions()),
                100.0 * total.avoided().flops() / total.done().flops());
    }
}
