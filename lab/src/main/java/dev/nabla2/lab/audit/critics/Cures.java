package dev.nabla2.lab.audit.critics;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.run.PenaltyChoice;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Whether training by the mended gradient is a cure: of critics by themselves and of whole GANs, at equal steps and at equal time.
 *
 * @param settings of the critics by themselves; GANs have their penalties and seeds
 */
record Cures(AuditSettings settings) {
    /** Seed by seed, so that what is stopped on the way knows all ways of some. */
    Stream<Part> parts(Conditions conditions) {
        return settings.seeds().stream()
                .flatMap(seed -> settings.penalties().stream()
                        .flatMap(penalty -> Stream.of(
                                new GanCure(penalty, seed).part(conditions),
                                new CriticCure(settings, penalty, seed).part(conditions))));
    }

    /** Trainings that differ in their seeds alone. */
    private record Trained(List<Measured> runs) {
        Estimate mean(String number) {
            return of(run -> run.value(number));
        }

        /** What mended ones have more of something than others of the same seeds. */
        Estimate gain(String number, Way than) {
            return of(run -> run.value(Way.MENDED.of(number)) - run.value(than.of(number)));
        }

        private Estimate of(ToDoubleFunction<Measured> number) {
            return Estimate.mean(runs.stream().mapToDouble(number).toArray());
        }

        /** That mended ones have less of something. */
        Claim claim(String known, String number, String besides) {
            Estimate steps = gain(number, Way.AUTOMATIC);
            Estimate time = gain(number, Way.LONGER);
            return Claim.counted(
                    known,
                    "It changes by " + text(steps) + " at equal steps and by " + text(time)
                            + " at equal time, in which the" + " automatic one makes " + text(mean(CriticCure.RATIO))
                            + " times as many." + besides,
                    (isBelow(steps) ? 1 : 0) + (isBelow(time) ? 1 : 0),
                    2,
                    why(steps, time));
        }

        private static String why(Estimate steps, Estimate time) {
            if (isAbove(steps)) {
                return "It leaves more: that a gradient is nearer to the true one does not make Adam\u2019s steps better.";
            }
            return isAbove(time)
                    ? "A mended step takes longer, and in that time the automatic gradient comes farther."
                    : "What differs is within twice its error.";
        }

        private static boolean isBelow(Estimate gain) {
            return gain.value() < -2 * gain.error();
        }

        private static boolean isAbove(Estimate gain) {
            return gain.value() > 2 * gain.error();
        }
    }

    private Trained critics(Results results, PenaltyChoice penalty) {
        return trained(results, seed -> new CriticCure(settings, penalty, seed).name());
    }

    private Trained gans(Results results, PenaltyChoice penalty) {
        return trained(results, seed -> new GanCure(penalty, seed).name());
    }

    private Trained trained(Results results, LongFunction<String> name) {
        return new Trained(settings.seeds().stream()
                .map(seed -> results.of(name.apply(seed)))
                .toList());
    }

    Stream<Claim> claims(Results results) {
        return settings.penalties().stream()
                .flatMap(penalty -> Stream.of(
                        ofCritics(penalty, critics(results, penalty)), ofGans(penalty, gans(results, penalty))));
    }

    private static Claim ofCritics(PenaltyChoice penalty, Trained trained) {
        return trained.claim(
                "If the automatic gradient is wrong, training by the mended one (rectifiers mollified over \u00b1"
                        + Format.exact(CriticCure.EPSILON)
                        + ") leaves less of the critic\u2019s loss, judged with rectifiers, at equal steps and at equal time: "
                        + penalty.label() + ".",
                CriticCure.LOSS,
                " The penalty in it changes by " + text(trained.gain(CriticCure.PENALTY, Way.AUTOMATIC)) + " and "
                        + text(trained.gain(CriticCure.PENALTY, Way.LONGER))
                        + ". Means over seeds, each of the same weights"
                        + " and samples.");
    }

    private static Claim ofGans(PenaltyChoice penalty, Trained trained) {
        return trained.claim(
                "And a GAN trained with it (\u00b1" + Format.exact(GanCure.FIRST) + " narrowing to \u00b1"
                        + Format.exact(GanCure.LAST)
                        + ") makes samples that are nearer, by the sliced Wasserstein distance: " + penalty.label()
                        + ".",
                GanCure.DISTANCE,
                " The distances are " + text(trained.mean(Way.MENDED.of(GanCure.DISTANCE))) + " mended, "
                        + text(trained.mean(Way.AUTOMATIC.of(GanCure.DISTANCE))) + " automatic, and "
                        + text(trained.mean(Way.LONGER.of(GanCure.DISTANCE))) + " at equal time.");
    }

    List<NumberTable> tables(Results results) {
        NumberTable ofCritics = table(
                "Critics trained by the automatic and by the mended gradient",
                "The critic\u2019s loss and the penalty in it, of rectifiers on the population; means over seeds. The mended one had rectifiers"
                        + " mollified over \u00b1" + Format.exact(CriticCure.EPSILON)
                        + ". " + TIME,
                "loss",
                "penalty");
        NumberTable ofGans = table(
                "GANs trained by the automatic and by the mended gradient",
                "Sliced Wasserstein distance of samples from real ones, and the share within three deviations of a mode; means over"
                        + " seeds. Bands narrow from \u00b1" + Format.exact(GanCure.FIRST) + " to \u00b1"
                        + Format.exact(GanCure.LAST)
                        + ", learning rates fall to 0 over each run, the objective is Wasserstein\u2019s. " + TIME,
                "distance",
                "near a mode");
        for (PenaltyChoice penalty : settings.penalties()) {
            for (Way way : Way.values()) {
                ofCritics =
                        row(ofCritics, penalty, way, critics(results, penalty), CriticCure.LOSS, CriticCure.PENALTY);
                ofGans = row(ofGans, penalty, way, gans(results, penalty), GanCure.DISTANCE, GanCure.NEAR);
            }
        }
        return List.of(ofCritics, ofGans);
    }

    private static final String TIME =
            "Time: the processor time of training over that of the first row, as measured; how many steps equal time"
                    + " allows follows from it, so that those rows differ from machine to machine.";

    private static NumberTable table(String title, String caption, String first, String second) {
        return new NumberTable(title, caption, first, "\u00b1", second, "\u00b1", "time");
    }

    private static NumberTable row(
            NumberTable table, PenaltyChoice penalty, Way way, Trained trained, String first, String second) {
        Estimate one = trained.mean(way.of(first));
        Estimate other = trained.mean(way.of(second));
        return table.row(
                penalty.label() + ", " + way.words(),
                one.value(),
                one.error(),
                other.value(),
                other.error(),
                way == Way.AUTOMATIC ? 1 : trained.mean(CriticCure.RATIO).value());
    }

    /** A number with its error. */
    static String text(Estimate mean) {
        return Format.number(mean.value()) + " \u00b1 " + Format.number(mean.error());
    }
}
