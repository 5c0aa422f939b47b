package dev.nabla2.lab.run;

import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.ModeScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Watches a run for what goes wrong, and tells of each kind once, when it is first seen. The bounds are far from anything that was seen
 * in healthy runs: an alarm is to be believed, and none is no promise.
 */
final class Alarms {
    /** Steps whose mean is looked at: a single one says little. */
    private static final int WINDOW = 100;

    /**
     * Bounds of the critic's slope, in units of the one that its penalty asks for, or else of how much its value changes over the spread
     * of the data: 1 to 20 under a penalty. Below the lower one there is no direction in which samples get better; at the upper one the
     * values of two samples a hundredth of the spread apart differ by 100, more than the logit at which a probability in float is 0 or 1.
     */
    private static final double FLATTEST = 1e-4;

    private static final double STEEPEST = 1e4;

    /** How many times as large as in its first window, or as 1, a loss must be, while it grows from window to window. */
    private static final double GROWTH = 1e3;

    private static final int GROWING_WINDOWS = 3;

    /** The share of the data's variance below which samples are alike; those at two neighbours of eight modes have 15 %. */
    private static final double LEAST_VARIANCE = 0.1;

    /** So few modes are often all that a beginner has: losing one of them is no collapse. */
    private static final int FEWEST_MODES = 4;

    /** The share of samples near a mode from which on modes are really found, rather than swept over on the way. */
    private static final double LEAST_QUALITY = 0.5;

    /** Before this part of the run samples may be anything. */
    private static final double BEGINNING = 0.1;

    private final double spread;
    private final int sampleSize;
    private final OptionalDouble wanted;
    private final Watch slope = new Watch();
    private final Watch critic = new Watch();
    private final Watch generator = new Watch();
    private final List<Alarm> raised = new ArrayList<>();
    private double mostModes;
    private int looksAlike;
    private int looksLost;

    /**
     * Alarms about a generator of data.
     *
     * @param real some real samples, one after another
     * @param sampleSize how many numbers a sample has
     * @param wanted the slope that the critic's penalty asks for, if it asks for one above 0
     */
    Alarms(double[] real, int sampleSize, OptionalDouble wanted) {
        this.sampleSize = sampleSize;
        this.wanted = wanted;
        this.spread = Math.sqrt(variance(real));
    }

    /** All so far, in the order of their steps. */
    List<Alarm> raised() {
        return raised.stream().sorted(Comparator.comparingInt(Alarm::step)).toList();
    }

    /** Looks at what was measured before a run was stopped. */
    void replay(Past past, int steps) {
        past.history().forEach(this::onStep);
        past.snapshots().forEach(look -> onSnapshot(look, steps));
    }

    /**
     * Looks at a step.
     *
     * @return what was seen for the first time
     */
    List<Alarm> onStep(StepReport report) {
        int before = raised.size();
        critic.add(Math.abs(report.criticLoss()));
        generator.add(Math.abs(report.generatorLoss()));
        slope.add(report.meanSlope());
        if (report.step() % WINDOW == 0) {
            double change = slope.mean() * unit();
            raise(change < FLATTEST, Alarm.Kind.VANISHING_SLOPE, report.step(), slopes());
            raise(change > STEEPEST, Alarm.Kind.EXPLODING_SLOPE, report.step(), slopes());
            raise(critic.grows(), Alarm.Kind.DIVERGENCE, report.step(), "the critic\u2019s loss" + critic.growth());
            raise(
                    generator.grows(),
                    Alarm.Kind.DIVERGENCE,
                    report.step(),
                    "the generator\u2019s loss" + generator.growth());
            List.of(slope, critic, generator).forEach(Watch::next);
        }
        return List.copyOf(raised.subList(before, raised.size()));
    }

    /** What slopes are multiplied with to be judged whatever the unit of the data is. */
    private double unit() {
        return wanted.isPresent() ? 1 / wanted.getAsDouble() : spread;
    }

    private String slopes() {
        return String.format(
                Locale.ROOT,
                wanted.isPresent()
                        ? "the critic\u2019s mean slope is %.2g, %.2g times what the penalty asks for"
                        : "the critic\u2019s mean slope is %.2g, over the spread of the data a change of %.2g",
                slope.mean(),
                slope.mean() * unit());
    }

    /**
     * Looks at the generator.
     *
     * @param steps how many the run has
     * @return what was seen for the first time
     */
    List<Alarm> onSnapshot(Snapshot look, int steps) {
        int before = raised.size();
        double share = variance(look.samples()) / (spread * spread);
        looksAlike = look.step() > Math.max(WINDOW, BEGINNING * steps) && share < LEAST_VARIANCE ? looksAlike + 1 : 0;
        raise(
                looksAlike >= 2,
                Alarm.Kind.MODE_COLLAPSE,
                look.step(),
                String.format(Locale.ROOT, "samples have %.2g %% of the variance of real data", 100 * share));
        double modes = modes(look.evaluation());
        double quality = look.evaluation().modes().map(ModeScore::highQuality).orElse(1.0);
        mostModes = quality < LEAST_QUALITY ? mostModes : Math.max(mostModes, modes);
        looksLost = mostModes >= FEWEST_MODES && 2 * modes < mostModes ? looksLost + 1 : 0;
        raise(
                looksLost >= 2,
                Alarm.Kind.MODE_COLLAPSE,
                look.step(),
                number(modes) + " of the " + number(mostModes) + " modes that were found before are left");
        return List.copyOf(raised.subList(before, raised.size()));
    }

    private static String number(double modes) {
        return String.format(Locale.ROOT, modes == Math.rint(modes) ? "%.0f" : "%.1f", modes);
    }

    /**
     * How many modes were found: of classes those that as evenly shared would have the same entropy, since a classifier takes a few
     * samples for any class.
     */
    private static double modes(Evaluation evaluation) {
        return evaluation
                .modes()
                .map(score -> (double) score.modes())
                .or(() -> evaluation
                        .features()
                        .map(by -> by.modes().modes() * Math.exp(-by.modes().divergence())))
                .orElse(0.0);
    }

    private void raise(boolean seen, Alarm.Kind kind, int step, String message) {
        if (seen && raised.stream().noneMatch(alarm -> alarm.kind() == kind)) {
            raised.add(new Alarm(kind, step, message));
        }
    }

    /** The sum over the coordinates of their variances. */
    private double variance(double[] samples) {
        int count = samples.length / sampleSize;
        double sum = 0;
        for (int axis = 0; axis < sampleSize; axis++) {
            double mean = 0;
            for (int i = 0; i < count; i++) {
                mean += samples[i * sampleSize + axis] / count;
            }
            for (int i = 0; i < count; i++) {
                double difference = samples[i * sampleSize + axis] - mean;
                sum += difference * difference / count;
            }
        }
        return sum;
    }

    /** A number's means over one window after another. */
    private static final class Watch {
        private double sum;
        private int count;
        private double first = Double.NaN;
        private double last = Double.NaN;
        private int growing;

        void add(double value) {
            if (Double.isFinite(value)) {
                sum += value;
                count++;
            }
        }

        /** NaN where nothing was measured. */
        double mean() {
            return count == 0 ? Double.NaN : sum / count;
        }

        boolean grows() {
            return mean() > last && growing + 1 >= GROWING_WINDOWS && mean() > GROWTH * Math.max(1, first);
        }

        String growth() {
            return String.format(
                    Locale.ROOT, " grows from window to window, from %.2g in the first to %.2g", first, mean());
        }

        void next() {
            growing = mean() > last ? growing + 1 : 0;
            first = Double.isNaN(first) ? mean() : first;
            last = mean();
            sum = 0;
            count = 0;
        }
    }
}
