package dev.nabla2.lab.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.ObjectiveSettings;
import dev.nabla2.lab.run.PaceSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
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
        json.put("report", report.toString());
        return JsonText.of(json, false);
    }

    /**
     * What a run is made of, and what it runs on, over several lines.
     *
     * @param options the options that give the settings, by name
     * @param kernels what computes
     */
    public static String configuration(
            RunSettings settings,
            Map<String, String> options,
            String command,
            String kernels,
            Environment environment) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("command", command);
        ObjectNode texts = json.putObject("options");
        options.forEach(texts::put);
        json.put("data", settings.data().label());
        putObjective(json, settings.objective());
        putPenalty(json, settings.penalty());
        putDynamics(json, settings.dynamics());
        putPace(json, settings.pace());
        putNetwork(json, settings.network());
        json.put("latent", settings.latent());
        json.put("steps", settings.steps());
        json.put("batch", settings.batch());
        json.put("seed", settings.seed());
        json.put("backend", settings.backend().label());
        json.put("precision", settings.precision().label());
        json.put("threads", settings.threads());
        ObjectNode where = json.putObject("environment");
        where.put("nabla2", environment.version());
        where.put("java", environment.java());
        where.put("kernels", kernels);
        where.put("machine", environment.machine());
        where.put("system", environment.system());
        return JsonText.of(json, true) + "\n";
    }

    private static void putNetwork(ObjectNode json, NetworkSettings network) {
        boolean convolutional = network.choice().isConvolutional();
        json.put("network", network.choice().label());
        json.put("dim", convolutional ? network.dim() : null);
        json.put("activation", convolutional ? null : network.activation().label());
        ArrayNode hidden = json.putArray("hidden");
        if (!convolutional) {
            network.hidden().forEach(hidden::add);
        }
        json.put("conditional", network.conditional());
    }

    private static void putPenalty(ObjectNode json, PenaltySettings penalty) {
        PenaltyChoice choice = penalty.choice();
        json.put("penalty", choice.label());
        json.put("lambda", choice.isTerm() ? penalty.lambda() : null);
        json.put("centre", choice.hasCentre() ? penalty.centre() : null);
        json.put("clip", choice == PenaltyChoice.CLIP ? penalty.clip() : null);
        json.put("lazy", penalty.every());
        json.put("penaltyConventions", penalty.conventions());
    }

    private static void putDynamics(ObjectNode json, DynamicsSettings dynamics) {
        json.put("dynamics", dynamics.choice().label());
        json.put("criticSteps", dynamics.choice() == DynamicsChoice.ALTERNATING ? dynamics.criticSteps() : 1);
        json.put("dynamicsConventions", dynamics.dynamics().conventions());
    }

    private static void putPace(ObjectNode json, PaceSettings pace) {
        json.put("optimiser", pace.optimiser().label());
        ArrayNode betas = json.putArray("betas");
        pace.betas().forEach(betas::add);
        json.put("learningRate", pace.learningRate());
        json.put("ttur", pace.ratio());
        json.put("schedule", pace.schedule().label());
        json.put("gradientLimit", pace.limit().conventions());
        json.put("ema", pace.average().isPresent() ? pace.average().getAsDouble() : null);
    }

    private static void putObjective(ObjectNode json, ObjectiveSettings objective) {
        ObjectiveChoice choice = objective.choice();
        json.put("objective", choice.label());
        json.put("label", choice.hasLabel() ? objective.label() : null);
        json.put("margin", choice.hasMargin() ? objective.margin() : null);
        json.put("alternative", choice.isFGan() ? objective.alternative() : null);
        json.put("instanceNoise", objective.instanceNoise());
        json.put("objectiveConventions", objective.conventions());
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
