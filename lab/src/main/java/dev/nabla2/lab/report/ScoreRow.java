package dev.nabla2.lab.report;

import dev.nabla2.lab.metrics.FeatureScores;
import java.util.List;
import java.util.Locale;

/**
 * A score of generated samples beside that of real ones.
 *
 * @param name what is scored
 * @param generated the score of generated samples
 * @param real the score of real ones
 * @param meaning what the number says, in a sentence or two
 */
record ScoreRow(String name, String generated, String real, String meaning) {
    /** What a judge's features and classes say. */
    static List<ScoreRow> of(FeatureScores ours, FeatureScores real) {
        int classes = ours.modes().modes();
        String few = "; of up to " + FeatureScores.COMPARED + " features.";
        String compared = " (Kynk\u00e4\u00e4nniemi et al. 2019, k = 3)";
        return List.of(
                new ScoreRow(
                        "Fr\u00e9chet distance",
                        Format.number(ours.frechet()),
                        Format.number(real.frechet()),
                        "The squared Fr\u00e9chet distance of the classifier\u2019s features from those of real images: 0 if means and "
                                + "covariances agree. Not to be compared with distances on other features."),
                new ScoreRow(
                        "Kernel distance",
                        Format.number(ours.kernel()),
                        Format.number(real.kernel()),
                        "The squared distance of the features by a cubic kernel, without bias: around 0 for real images"
                                + few),
                new ScoreRow(
                        "Mode score",
                        Format.number(ours.modeScore()),
                        Format.number(real.modeScore()),
                        "High if the classifier is sure of every image and finds the classes in the shares of real data."),
                new ScoreRow(
                        "Classifier score",
                        Format.number(ours.classifierScore()),
                        Format.number(real.classifierScore()),
                        "The Inception score with this classifier: high if it is sure of every image, and of different classes."),
                new ScoreRow(
                        "Classes found",
                        Format.count(ours.modes().found()) + " of " + Format.count(classes),
                        Format.count(real.modes().found()) + " of " + Format.count(classes),
                        "Classes, or combinations of them in stacked images, that at least one of "
                                + Format.count(ours.modes().total()) + " samples is taken for."),
                new ScoreRow(
                        "Class imbalance",
                        Format.number(ours.modes().divergence()),
                        Format.number(real.modes().divergence()),
                        "The Kullback\u2013Leibler divergence of the classes\u2019 shares from equal ones, in nats; "
                                + Format.number(Math.log(classes)) + " if one has all."),
                new ScoreRow(
                        "Precision",
                        Format.percent(ours.precision()),
                        Format.percent(real.precision()),
                        "The share of generated features that lie among real ones" + compared + few),
                new ScoreRow(
                        "Recall",
                        Format.percent(ours.recall()),
                        Format.percent(real.recall()),
                        "The share of real features that lie among generated ones" + compared + few),
                new ScoreRow(
                        "Density",
                        Format.number(ours.density()),
                        Format.number(real.density()),
                        "How many of the balls around real features a generated one lies in, over k (Naeem et al. 2020, k = 5)"
                                + few),
                new ScoreRow(
                        "Coverage",
                        Format.percent(ours.coverage()),
                        Format.percent(real.coverage()),
                        "The share of those balls with a generated feature in them" + few));
    }

    /** In a line of text. */
    String text() {
        return String.format(Locale.ROOT, "  %-20s %12s %12s%n", name, generated, real);
    }

    /** In a table of a page. */
    String html() {
        return "<tr><th scope=\"row\">" + name + "</th><td class=\"ours\">" + generated + "</td><td class=\"real\">"
                + real + "</td><td class=\"meaning\">" + meaning + "</td></tr>\n";
    }
}
