package dev.nabla2.lab.report;

import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.gan.Gan;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.run.Alarm;
import dev.nabla2.lab.run.Ending;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.RunSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run as one HTML file that needs nothing else: what was run, what came of it, and pictures in both themes.
 *
 * @param result what came of it
 * @param command what was typed
 * @param environment what it ran on
 */
public record HtmlReport(RunResult result, String command, Environment environment) {
    /** The page. */
    public String page() {
        Gallery gallery = new Gallery(result);
        String body = PageParts.read("page.html")
                .replace("{{scores}}", scores())
                .replace("{{samples}}", samples(gallery))
                .replace("{{surface}}", surface(gallery))
                .replace("{{curves}}", result.history().isEmpty() ? "" : curves(gallery))
                .replace("{{settings}}", Html.facts(settings()))
                .replace("{{environment}}", Html.facts(where()))
                .replace("{{command}}", Html.escape(command));
        return new Page("training report", title(), Html.prose(lead()), ending() + alarms(), "", body).html();
    }

    private String title() {
        RunSettings settings = result.settings();
        return settings.data().label() + " \u00b7 "
                + settings.objective().choice().label() + " \u00b7 "
                + settings.penalty().choice().label();
    }

    private String lead() {
        String trained = "After " + Format.count(result.steps()) + " training steps ("
                + Format.duration(result.seconds()) + ") ";
        Optional<ModeScore> modes = result.generated().modes();
        if (modes.isPresent()) {
            return trained + "the generator covers " + modes.get().modes() + " of "
                    + modes.get().modesTotal() + " modes, and "
                    + Format.percent(modes.get().highQuality())
                    + " of its samples lie within three standard deviations of one; of real data, "
                    + Format.percent(
                            result.real().modes().map(ModeScore::highQuality).orElse(Double.NaN)) + " do.";
        }
        Optional<FeatureScores> features = result.generated().features();
        Optional<FeatureScores> best = result.real().features();
        if (features.isPresent() && best.isPresent()) {
            return trained + "the generator\u2019s images are at a Fr\u00e9chet distance of "
                    + Format.number(features.get().frechet())
                    + " from real ones, by the features of a classifier that was trained "
                    + "here; other real images are at "
                    + Format.number(best.get().frechet()) + ".";
        }
        return trained + "the generator\u2019s samples are at a sliced Wasserstein distance of "
                + Format.number(result.generated().distance()) + " from real data; other real data are at "
                + Format.number(result.real().distance()) + ".";
    }

    private String ending() {
        return switch (result.ending()) {
            case FINISHED -> "";
            case INTERRUPTED ->
                "<p class=\"notice\"><strong>Stopped early.</strong> Training was "
                        + Html.escape(result.message()) + " of "
                        + Format.count(result.settings().steps())
                        + "; everything here is about the steps that were done.</p>";
            case DIVERGED ->
                "<p class=\"notice\"><strong>Training diverged.</strong> " + Html.escape(result.message())
                        + ". Everything here is about the weights that it stopped with.</p>";
        };
    }

    private String alarms() {
        StringBuilder notices = new StringBuilder();
        for (Alarm alarm : result.alarms()) {
            notices.append("<p class=\"notice\"><strong>Alarm.</strong> ")
                    .append(Html.prose(alarm.toString()))
                    .append(".</p>");
        }
        return notices.toString();
    }

    private String scores() {
        Evaluation generated = result.generated();
        Evaluation real = result.real();
        StringBuilder rows = new StringBuilder();
        if (generated.modes().isPresent() && real.modes().isPresent()) {
            ModeScore ours = generated.modes().get();
            ModeScore best = real.modes().get();
            rows.append(score(
                    "Modes found",
                    ours.modes() + " of " + ours.modesTotal(),
                    best.modes() + " of " + best.modesTotal(),
                    "A mode counts if at least one sample lies within three standard deviations of it."));
            rows.append(score(
                    "High quality",
                    Format.percent(ours.highQuality()),
                    Format.percent(best.highQuality()),
                    "The share of samples within three standard deviations of the nearest mode. A Gaussian in the plane has "
                            + "98.9 % of its mass there."));
            rows.append(score(
                    "Imbalance",
                    Format.number(ours.divergence()),
                    Format.number(best.divergence()),
                    "The Kullback\u2013Leibler divergence of the histogram over modes from the uniform one, in nats: 0 if every mode has "
                            + "its share, " + Format.number(Math.log(ours.modesTotal())) + " if one has all."));
        }
        if (generated.features().isPresent() && real.features().isPresent()) {
            ScoreRow.of(generated.features().get(), real.features().get()).forEach(row -> rows.append(row.html()));
        }
        rows.append(score(
                "Sliced Wasserstein distance",
                Format.number(generated.distance()),
                Format.number(real.distance()),
                "How far samples must be moved, on average over 64 directions, to become a set of real samples. Real data score "
                        + "more than 0 because both sets are finite."));
        return rows.toString();
    }

    private static String score(String name, String ours, String real, String meaning) {
        return new ScoreRow(name, ours, real, meaning).html();
    }

    private String samples(Gallery gallery) {
        StringBuilder tiles = new StringBuilder();
        for (Tile tile : gallery.samples()) {
            tiles.append("<figure>")
                    .append(Html.image(tile.picture(), tile.title() + ": " + tile.note()))
                    .append("<figcaption><strong>")
                    .append(Html.escape(tile.title()))
                    .append("</strong><br>")
                    .append(Html.prose(tile.note()))
                    .append("</figcaption></figure>\n");
        }
        return "<section><h2>Samples over time</h2><p>" + Captions.samples(result) + "</p><div class=\"tiles\">\n"
                + tiles + "</div></section>";
    }

    private String surface(Gallery gallery) {
        return gallery.surface()
                .map(surface -> "<section><h2>The critic\u2019s values</h2><p>" + Captions.surface(result)
                        + "</p><figure class=\"wide\">" + Html.image(surface, "The critic\u2019s values over the plane")
                        + "</figure></section>")
                .orElse("");
    }

    private String curves(Gallery gallery) {
        return "<section><h2>Training</h2><div class=\"curves\">\n"
                + curve("Quality of the samples", gallery.quality(), Captions.quality(result))
                + curve("Slope of the critic", gallery.slope(), Captions.slope(result))
                + curve("Loss of the critic", gallery.loss(), Captions.loss(result))
                + curve("Loss of the generator", gallery.generatorLoss(), Captions.generatorLoss(result))
                + "</div></section>";
    }

    private static String curve(String name, Picture picture, String caption) {
        return "<figure><h3>" + name + "</h3>" + Html.image(picture, name + " over the training steps") + "<figcaption>"
                + caption + "</figcaption></figure>\n";
    }

    private Map<String, String> settings() {
        RunSettings settings = result.settings();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Data", settings.data().label());
        rows.put("Objective", settings.objective().conventions());
        rows.put("Penalty", settings.penalty().choice().label() + ": " + result.conventions());
        rows.put("Networks", networks() + "; latent normal of dimension " + settings.latent());
        rows.put(
                "Steps",
                Format.count(result.steps())
                        + (result.ending() == Ending.FINISHED ? "" : " of " + Format.count(settings.steps())));
        rows.put(
                "Dynamics",
                settings.dynamics().choice().label() + ": "
                        + settings.dynamics().dynamics().conventions());
        rows.put("Batch", Format.count(settings.batch()));
        rows.put("Optimiser", PaceText.of(settings.pace()));
        rows.put("Seed", String.valueOf(settings.seed()));
        rows.put("Precision", settings.precision().label());
        result.judge().ifPresent(words -> rows.put("Judged by", words));
        return rows;
    }

    private Map<String, String> where() {
        Map<String, String> rows = new LinkedHashMap<>(environment.facts());
        rows.put("Kernels", result.backend());
        rows.put("Training took", Format.duration(result.seconds()));
        return rows;
    }

    private String networks() {
        NetworkSettings network = result.settings().network();
        String made = network.choice().isConvolutional()
                ? ", width " + network.dim()
                : ", hidden layers of "
                        + network.hidden().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ", "
                        + network.activation().label();
        String second = network.relu() == SecondDerivative.ALMOST_EVERYWHERE
                ? ""
                : ", second derivative of the critic\u2019s rectifiers " + network.relu();
        return network.choice().words() + made + second
                + (network.conditional() ? ", told the class of each sample; " : "; ")
                + Format.count(result.model().parameters(Gan.GENERATOR).count()) + " parameters in the generator, "
                + Format.count(result.model().parameters(Gan.CRITIC).count()) + " in the critic";
    }
}
