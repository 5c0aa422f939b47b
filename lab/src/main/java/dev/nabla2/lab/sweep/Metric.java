package dev.nabla2.lab.sweep;

import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.report.Format;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What runs can be compared by; NaN where a run has no such number. */
public enum Metric {
    /** How many were found. */
    MODES("modes found"),
    /** The share of samples within three standard deviations of a mode. */
    HIGH_QUALITY("share of samples near a mode"),
    /** Of the modes' shares from equal ones. */
    KL_TO_UNIFORM("divergence of the modes' shares from equal ones"),
    /** To real samples. */
    SLICED_WASSERSTEIN("sliced Wasserstein distance"),
    /** Of a classifier's features. */
    FRECHET("Fr\u00e9chet distance"),
    /** Of a classifier's features. */
    KERNEL_DISTANCE("kernel distance"),
    /** By a classifier. */
    MODE_SCORE("mode score"),
    /** The share of generated features among real ones. */
    PRECISION("share of generated features among real ones"),
    /** The share of real features among generated ones. */
    RECALL("share of real features among generated ones"),
    /** Of the critic, without the penalty. */
    CRITIC_LOSS("critic's loss without the penalty, over the last 100 steps"),
    /** Of the critic. */
    SLOPE("critic's slope, over the last 100 steps"),
    /** Of training. */
    SECONDS("training time on one thread");

    /** What is shown unless something else is asked for, as far as runs have it. */
    public static final List<Metric> USUAL = List.of(MODES, HIGH_QUALITY, FRECHET, SLICED_WASSERSTEIN, SECONDS);

    private final String meaning;

    Metric(String meaning) {
        this.meaning = meaning;
    }

    /** The name a user asks for it by. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** A value of it as a reader wants it; a dash for NaN. */
    public String text(double value) {
        if (Double.isNaN(value)) {
            return Format.number(value);
        }
        return switch (this) {
            case MODES -> Format.exact(value);
            case HIGH_QUALITY, PRECISION, RECALL -> Format.percent(value);
            case SECONDS -> Format.duration(value);
            default -> Format.number(value);
        };
    }

    /** A run's; NaN where it has none. */
    public double of(Score run) {
        return switch (this) {
            case CRITIC_LOSS -> run.criticLoss();
            case SLOPE -> run.slope();
            case SECONDS -> run.seconds();
            default -> of(run.generated());
        };
    }

    /** That of real data in a run's place; NaN where there is none. */
    public double ofReal(Score run) {
        return of(run.real());
    }

    private double of(Evaluation score) {
        return switch (this) {
            case MODES -> score.modesFound().map(Integer::doubleValue).orElse(Double.NaN);
            case HIGH_QUALITY -> score.modes().map(ModeScore::highQuality).orElse(Double.NaN);
            case KL_TO_UNIFORM -> score.divergence();
            case SLICED_WASSERSTEIN -> score.distance();
            case FRECHET -> score.frechet();
            case KERNEL_DISTANCE -> feature(score, FeatureScores::kernel);
            case MODE_SCORE -> feature(score, FeatureScores::modeScore);
            case PRECISION -> feature(score, FeatureScores::precision);
            case RECALL -> feature(score, FeatureScores::recall);
            case CRITIC_LOSS, SLOPE, SECONDS -> Double.NaN;
        };
    }

    private static double feature(Evaluation score, ToDoubleFunction<FeatureScores> feature) {
        return score.features().map(feature::applyAsDouble).orElse(Double.NaN);
    }
}
