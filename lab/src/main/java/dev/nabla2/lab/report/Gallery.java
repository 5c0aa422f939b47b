package dev.nabla2.lab.report;

import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.data.Images;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.picture.Curve;
import dev.nabla2.lab.picture.Curve.Role;
import dev.nabla2.lab.picture.Curve.Style;
import dev.nabla2.lab.picture.CurvePicture;
import dev.nabla2.lab.picture.DigitsPicture;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.PointsPicture;
import dev.nabla2.lab.picture.SurfacePicture;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.lab.run.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The pictures of a run.
 *
 * @param result what they show
 */
public record Gallery(RunResult result) {
    /** Of the toy data sets those of Gulrajani et al. 2017 lie within 2 of the origin; where data reach farther, so does the picture. */
    private static final double REACH = 2.25;

    /** When the generator is shown, as parts of the run: most happens early. */
    private static final double[] TIMES = {0, 0.025, 0.05, 0.125, 0.3, 0.6, 1};

    /** The critic's loss and its penalty. */
    public Picture loss() {
        List<Curve> curves = new ArrayList<>();
        curves.add(noisy("critic\u2019s loss", Role.CRITIC, StepReport::criticLoss));
        if (result.settings().penalty().choice().isTerm()) {
            curves.add(noisy("penalty", Role.MEASURE, StepReport::penalty));
        }
        return new CurvePicture("loss", curves);
    }

    /** The generator's loss. */
    public Picture generatorLoss() {
        return new CurvePicture(
                "loss", List.of(noisy("generator\u2019s loss", Role.GENERATED, StepReport::generatorLoss)));
    }

    /** The critic's slope. */
    public Picture slope() {
        List<Curve> curves = new ArrayList<>();
        curves.add(noisy("mean slope of the critic", Role.CRITIC, StepReport::meanSlope));
        if (result.settings().penalty().choice().hasCentre()) {
            double centre = result.settings().penalty().centre();
            curves.add(Curve.level("slope " + Format.exact(centre), Role.MEASURE, result.steps(), centre));
        }
        return new CurvePicture("norm of the gradient", curves);
    }

    /** Quality of the samples: the share near a mode, or the distance to real data where there are no modes. */
    public Picture quality() {
        Optional<ModeScore> real = result.realLook().modes();
        double[] steps = result.snapshots().stream().mapToDouble(Snapshot::step).toArray();
        if (real.isPresent()) {
            double[] shares = result.snapshots().stream()
                    .mapToDouble(look -> 100
                            * look.evaluation()
                                    .modes()
                                    .map(ModeScore::highQuality)
                                    .orElse(Double.NaN))
                    .toArray();
            return new CurvePicture(
                    "% of samples near a mode",
                    List.of(
                            new Curve("generated", Role.GENERATED, Style.DOTS, steps, shares),
                            Curve.level(
                                    "real data",
                                    Role.REAL,
                                    result.steps(),
                                    100 * real.get().highQuality())));
        }
        if (result.judge().isPresent()) {
            return distance("Fréchet distance", steps, Evaluation::frechet);
        }
        return distance("sliced Wasserstein distance", steps, Evaluation::distance);
    }

    private Picture distance(String axis, double[] steps, ToDoubleFunction<Evaluation> distance) {
        double[] distances = result.snapshots().stream()
                .mapToDouble(look -> distance.applyAsDouble(look.evaluation()))
                .toArray();
        return new CurvePicture(
                axis,
                List.of(
                        new Curve("generated", Role.GENERATED, Style.DOTS, steps, distances),
                        Curve.level(
                                "real data", Role.REAL, result.steps(), distance.applyAsDouble(result.realLook()))));
    }

    /** Real data, and the generator at several times. */
    public List<Tile> samples() {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile("real data", score(result.realLook()), picture(new double[0])));
        int last = result.steps();
        List<Snapshot> shown = new ArrayList<>();
        for (double time : TIMES) {
            Snapshot nearest = nearest(time * last);
            if (!shown.contains(nearest)) {
                shown.add(nearest);
            }
        }
        for (Snapshot look : shown) {
            tiles.add(tile(look));
        }
        return tiles;
    }

    /** The final critic's values. */
    public Optional<SurfacePicture> surface() {
        return result.surface();
    }

    private Curve noisy(String name, Role role, ToDoubleFunction<StepReport> part) {
        return new Curve(
                name,
                role,
                Style.NOISY,
                result.history().stream().mapToDouble(StepReport::step).toArray(),
                result.history().stream().mapToDouble(part).toArray());
    }

    private Snapshot nearest(double step) {
        Snapshot nearest = result.snapshots().get(0);
        for (Snapshot look : result.snapshots()) {
            if (Math.abs(look.step() - step) < Math.abs(nearest.step() - step)) {
                nearest = look;
            }
        }
        return nearest;
    }

    private Tile tile(Snapshot look) {
        Picture picture = picture(look.samples());
        double outside = picture instanceof PointsPicture points ? points.outside() : 0;
        String note = score(look.evaluation()) + (outside < 0.0005 ? "" : ", " + Format.percent(outside) + " outside");
        return new Tile("step " + Format.count(look.step()), note, picture);
    }

    private Picture picture(double[] generated) {
        if (result.data() instanceof Images images) {
            double[] shown = generated.length == 0 ? result.realSamples() : generated;
            return new DigitsPicture(shown, images.channels(), images.height(), images.width());
        }
        double[] real = planar(result.realSamples());
        double farthest = Arrays.stream(real).map(Math::abs).max().orElse(0);
        return new PointsPicture(real, planar(generated), farthest <= REACH ? REACH : 1.1 * farthest);
    }

    /** Data of other dimensions are seen from above: their first two coordinates, or the only one and zero. */
    private double[] planar(double[] samples) {
        int size = result.data().sampleShape().size();
        double[] points = new double[2 * (samples.length / size)];
        for (int i = 0; i < points.length; i++) {
            points[i] = i % 2 < size ? samples[i / 2 * size + i % 2] : 0;
        }
        return points;
    }

    private static String score(Evaluation evaluation) {
        return evaluation
                .modes()
                .map(modes -> modes.modes() + " of " + modes.modesTotal() + " modes, "
                        + Format.percent(modes.highQuality()) + " near")
                .or(() -> evaluation.features().map(by -> "Fréchet distance " + Format.number(by.frechet())))
                .orElseGet(() -> "distance " + Format.number(evaluation.distance()));
    }
}
