package dev.nabla2.lab.gradcheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.engine.check.Finding;
import dev.nabla2.engine.check.Mode;
import dev.nabla2.engine.check.Verdict;
import dev.nabla2.lab.gradcheck.GradcheckResult.Named;
import dev.nabla2.lab.report.JsonText;
import java.util.Optional;
import java.util.stream.Collectors;

/** A result as JSON, for programs to read. A number that does not exist, or is not finite, is null. */
public final class GradcheckJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GradcheckJson() {}

    /** What came of it, in one line. */
    public static String of(GradcheckResult result) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("operations", result.operations());
        json.put("layers", result.subjects(CaseList.LAYER));
        json.put("penalties", result.subjects(CaseList.PENALTY));
        json.put("cases", result.count());
        json.put("pass", result.count(Verdict.PASS));
        json.put("kink", result.count(Verdict.KINK));
        json.put("fail", result.count(Verdict.FAIL));
        json.put("illConditioned", result.count(Verdict.ILL_CONDITIONED));
        worst(json, "worst", result.worst(false));
        worst(json, "worstBetweenBackends", result.worst(true));
        ArrayNode failures = json.putArray("failures");
        result.findings()
                .filter(f -> f.finding().verdict() == Verdict.FAIL)
                .forEach(f -> describe(failures.addObject(), f));
        json.put("seed", result.settings().seed());
        ArrayNode orders = json.putArray("orders");
        result.settings().orders().forEach(orders::add);
        json.put("precision", result.settings().precision().label());
        JsonText.put(json, "seconds", result.seconds());
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void worst(ObjectNode json, String name, Optional<Named> worst) {
        if (worst.isPresent()) {
            describe(json.putObject(name), worst.get());
        } else {
            json.putNull(name);
        }
    }

    private static void describe(ObjectNode json, Named named) {
        Finding finding = named.finding();
        json.put("name", named.name());
        json.put("verdict", finding.verdict().name());
        json.put("comparedWith", finding.test().label());
        json.put("order", finding.order());
        json.put("mode", finding.modes().stream().map(Mode::label).collect(Collectors.joining(" ")));
        json.put("seed", finding.seed());
        JsonText.put(json, "relativeError", finding.relativeError());
        JsonText.put(json, "automatic", finding.automatic());
        JsonText.put(json, "expected", finding.expected().value());
        JsonText.put(json, "interval", finding.expected().error());
        json.put("operation", finding.place().map(Object::toString).orElse(null));
        json.put("element", finding.element().map(Object::toString).orElse(null));
        json.put("remark", finding.remark());
    }
}
