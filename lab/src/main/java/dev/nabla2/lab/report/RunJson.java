package dev.nabla2.lab.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.RunSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Runs as JSON, for programs to read. A number that does not exist, or is not finite, is null. */
public final class RunJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RunJson() {}

    /** What came of a run, in one line. */
    public static String summary(RunResult result, Path report) {
        Optional<ModeScore> modes = result.generated().modes();
        Optional<ModeScore> realModes = result.real().modes();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("data", result.settings().data().label());
        json.put("objective", result.settings().objective().choice().label());
        json.put("penalty", result.settings().penalty().choice().label());
        json.put("seed", result.settings().seed());
        json.put("steps", result.steps());
        JsonText.put(json, "seconds", result.seconds());
        json.put("modes", result.generated().modesFound().orElse(null));
        json.put("modesTotal", result.generated().modesTotal().orElse(null));
        JsonText.put(json, "highQuality", modes.map(ModeScore::highQuality).orElse(Double.NaN));
        JsonText.put(
                json, "realHighQuality", realModes.map(ModeScore::highQuality).orElse(Double.NaN));
        JsonText.put(json, "klToUniform", result.generated().divergence());
        JsonText.put(json, "realKlToUniform", result.real().divergence());
        putFeatures(json, result);
        JsonText.put(json, "slicedWasserstein", result.generated().distance());
        JsonText.put(json, "realSlicedWasserstein", result.real().distance());
        JsonText.put(json, "finalCriticLoss", result.finalCriticLoss());
        JsonText.put(json, "meanSlope", result.meanSlope());
        ArrayNode alarms = json.putArray("alarms");
        result.alarms()
                .forEach(alarm -> alarms.addObject()
                        .put("kind", alarm.kind().label())
                        .put("step", alarm.step())
                        .put("message", alarm.message()));
        json.put("interrupted", result.ending() == Ending.INTERRUPTED);
        json.put("error", result.ending() == Ending.DIVERGED ? result.message() : null);
        json.put("backend", result.backend());
        json.put("precision", result.settings().precision().label());
        if (!result.times().isEmpty()) {
            ArrayNode profile = json.putArray("profile");
            result.times()
                    .forEach(time -> profile.addObject()
                            .put("kernel", time.kernel())
                            .put("launches", time.launches())
                            .put("milliseconds", time.milliseconds()));
        }
        json.put("report", report.toString());
        return JsonText.of(json, false);
    }

    /**
     * What a run is made of, and what it runs on, over several lines.
     *
     * @param options the options that give the settings, by name
     * @param data what it learns
     * @param kernels what computes
     */
    public static String configuration(
            RunSettings settings,
            Map<String, String> options,
            DataSet data,
            String command,
            String kernels,
            Environment environment) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("command", command);
        ObjectNode texts = json.putObject("options");
        options.forEach(texts::put);
        data.fingerprint().ifPresent(print -> json.put("fingerprint", print));
        ObjectNode conventions = json.putObject("conventions");
        conventions.put("objective", settings.objective().conventions());
        conventions.put("penalty", settings.penalty().conventions());
        conventions.put("dynamics", settings.dynamics().dynamics().conventions());
        ObjectNode where = json.putObject("environment");
        where.put("nabla2", environment.version());
        where.put("java", environment.java());
        where.put("kernels", kernels);
        where.put("machine", environment.machine());
        where.put("system", environment.system());
        return JsonText.of(json, true) + "\n";
    }

    private static void putFeatures(ObjectNode json, RunResult result) {
        Map<String, ToDoubleFunction<FeatureScores>> scores = new LinkedHashMap<>();
        scores.put("frechet", FeatureScores::frechet);
        scores.put("kernelDistance", FeatureScores::kernel);
        scores.put("modeScore", FeatureScores::modeScore);
        scores.put("classifierScore", FeatureScores::classifierScore);
        scores.put("precision", FeatureScores::precision);
        scores.put("recall", FeatureScores::recall);
        scores.put("density", FeatureScores::density);
        scores.put("coverage", FeatureScores::coverage);
        ObjectNode features = json.putObject("features");
        features.put("judge", result.judge().orElse(null));
        scores.forEach((name, score) -> {
            JsonText.put(features, name, score(result.generated(), score));
            JsonText.put(
                    features,
                    "real" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                    score(result.real(), score));
        });
    }

    private static double score(Evaluation evaluation, ToDoubleFunction<FeatureScores> score) {
        return evaluation.features().map(score::applyAsDouble).orElse(Double.NaN);
    }
}
