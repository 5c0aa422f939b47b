package dev.nabla2.lab.command;

import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.GradientLimit;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.ObjectiveSettings;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PaceSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.lab.run.RunSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options that give settings, as one would type them: every one that has a use in them, defaults included. The number of threads
 * is left out: it is the machine's, and makes no difference to the numbers.
 */
final class OptionTexts {
    private final Map<String, String> texts = new LinkedHashMap<>();

    private OptionTexts() {}

    /**
     * The texts of a run's options by their names.
     *
     * @param folder where its data lie, if they are read from files
     */
    static Map<String, String> of(RunSettings settings, Path folder) {
        OptionTexts texts = new OptionTexts();
        texts.put("--data", settings.data().label());
        if (settings.data().readsFiles()) {
            texts.put("--data-dir", folder.toAbsolutePath().normalize().toString());
        }
        texts.objective(settings.objective());
        texts.penalty(settings.penalty());
        texts.dynamics(settings.dynamics());
        texts.pace(settings.pace());
        texts.network(settings.network());
        texts.put("--latent", settings.latent());
        texts.put("--steps", settings.steps());
        texts.put("--batch", settings.batch());
        texts.put("--seed", settings.seed());
        texts.put("--backend", settings.backend().label());
        if (!settings.device().isEmpty()) {
            texts.put("--device", settings.device());
        }
        texts.put("--precision", settings.precision().label());
        if (!settings.judged()) {
            texts.put("--no-classifier", true);
        }
        return texts.texts;
    }

    private void objective(ObjectiveSettings objective) {
        put("--objective", objective.choice().label());
        if (objective.choice().hasLabel()) {
            put("--label", objective.label());
        }
        if (objective.choice().hasMargin()) {
            put("--margin", objective.margin());
        }
        if (objective.choice().isFGan() && objective.alternative()) {
            put("--alternative", true);
        }
        put("--instance-noise", objective.instanceNoise());
    }

    private void penalty(PenaltySettings penalty) {
        put("--penalty", penalty.choice().label());
        if (penalty.choice().isTerm()) {
            put("--lambda", penalty.lambda());
        }
        if (penalty.choice().hasCentre()) {
            put("--centre", penalty.centre());
        }
        if (penalty.choice() == PenaltyChoice.CLIP) {
            put("--clip", penalty.clip());
        }
        if (penalty.every() > 1) {
            put("--lazy", penalty.every());
        }
    }

    private void network(NetworkSettings network) {
        put("--network", network.choice().label());
        if (network.choice().isConvolutional()) {
            put("--dim", network.dim());
        } else {
            put("--activation", network.activation().label());
            put("--hidden", Widths.write(network.hidden()));
        }
        if (network.rectifies()) {
            put("--relu", network.relu());
        }
        if (network.conditional()) {
            put("--conditional", true);
        }
    }

    private void dynamics(DynamicsSettings dynamics) {
        put("--dynamics", dynamics.choice().label());
        switch (dynamics.choice()) {
            case ALTERNATING -> put("--critic-steps", dynamics.criticSteps());
            case CONSENSUS -> {
                put("--gamma", gamma(dynamics.gamma()));
                if (!dynamics.regularised().isEmpty()) {
                    put("--regularised", String.join(",", dynamics.regularised()));
                }
            }
            case GRADIENT_REGULARISED -> put("--eta", dynamics.eta());
            case UNROLLED -> {
                put("--unroll", dynamics.unroll());
                if (!dynamics.secondOrder()) {
                    put("--first-order", true);
                }
            }
            case SYMPLECTIC -> put("--adjustment", dynamics.adjustment());
            case SIMULTANEOUS, EXTRAGRADIENT, OPTIMISTIC -> {
                // These have no numbers.
            }
        }
    }

    private static String gamma(Gamma gamma) {
        if (gamma instanceof Gamma.Fixed fixed) {
            return Format.exact(fixed.value());
        }
        if (gamma instanceof Gamma.Scheduled scheduled) {
            return Format.exact(scheduled.from()) + ":" + Format.exact(scheduled.to());
        }
        return "adaptive:" + Format.exact(((Gamma.Adaptive) gamma).share());
    }

    private void pace(PaceSettings pace) {
        put("--optimiser", pace.optimiser().label());
        if (pace.optimiser() == OptimiserChoice.ADAM) {
            put("--betas", Betas.write(pace.betas()));
        }
        put("--learning-rate", pace.learningRate());
        put("--ttur", pace.ratio());
        put("--schedule", pace.schedule().label());
        if (pace.limit() instanceof GradientLimit.Norm norm) {
            put("--clip-norm", norm.most());
        }
        if (pace.limit() instanceof GradientLimit.Value value) {
            put("--clip-value", value.most());
        }
        pace.average().ifPresent(share -> put("--ema", share));
    }

    private void put(String name, long value) {
        texts.put(name, String.valueOf(value));
    }

    private void put(String name, double value) {
        texts.put(name, Format.exact(value));
    }

    private void put(String name, Object value) {
        texts.put(name, String.valueOf(value));
    }
}
