package dev.nabla2.lab.audit.critics;

import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.audit.FixedBatch;
import dev.nabla2.lab.audit.PenaltyAudit;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whether five statements hold that were measured of few critics with another engine: what treating relu″ as zero does to the gradient of a
 * penalty.
 */
public final class SecondDerivativeOfRelu implements Experiment {
    private static final List<Activation> SMOOTH = List.of(Activation.TANH, Activation.SOFTPLUS);
    private static final String FIXED = "fixed";
    private static final String BIASES = "hidden-biases";
    private static final String AUTOMATIC_BIASES = "automatic-hidden-biases";
    private static final String COSINE = "cosine";
    private static final String LENGTH = "length";
    private static final String DOWNHILL = "downhill";
    private static final String INNER = "inner";
    private static final String PREDICTED = "predicted";
    private static final String FOUND = "found";
    private static final String APART = "apart";
    private static final String CONFIRMED = "confirmed";

    /** What follows from a finite difference of this step is compared with what a gradient says. */
    private static final double STEP = 0.001;

    /** Up to this step, smooth critics' differences should agree with their gradients. */
    private static final double LONGEST = 0.003;

    @Override
    public String name() {
        return "relu-second-derivative";
    }

    @Override
    public String paper() {
        return "Five statements measured with another engine, small critics and few seeds, after the question that reviewers asked of"
                + " Gulrajani et al., \u201cImproved training of Wasserstein GANs\u201d, NeurIPS 2017";
    }

    @Override
    public String question() {
        return "How is the second derivative of a ReLU defined in a gradient penalty, and does the gradient point downhill?";
    }

    private static AuditSettings settings(Conditions conditions, int threads) {
        boolean quick = conditions.quick();
        return new AuditSettings(
                DataChoice.RING8,
                List.of(Activation.RELU, Activation.TANH, Activation.SOFTPLUS),
                List.of(PenaltyChoice.WGAN_GP, PenaltyChoice.R1),
                0.1,
                quick ? List.of(8, 8) : List.of(64, 64, 64),
                LongStream.range(0, conditions.of(10, 2))
                        .mapToObj(i -> conditions.seed() + i)
                        .toList(),
                List.of(0, conditions.of(2000, 5)),
                1e-3,
                conditions.of(256, 32),
                conditions.of(200, 5),
                conditions.of(131_072, 2048),
                0.005,
                threads);
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        AuditSettings settings = settings(conditions, 1);
        Stream<Part> audits = settings.cells().stream()
                .map(cell -> Part.of(
                        cell.name(),
                        "lambda " + settings.lambda() + ", hidden " + settings.hidden() + ", Adam "
                                + settings.learningRate() + ", batch " + settings.batch() + ", states "
                                + settings.states() + ", samples " + settings.samples() + ", epsilon "
                                + settings.epsilon(),
                        bench -> measured(settings(conditions, bench.threads()), cell, bench)));
        Stream<Part> trainings = trainings(settings).map(training -> training.part(settings, conditions));
        return Stream.concat(audits, trainings).toList();
    }

    private static Stream<MendedTraining> trainings(AuditSettings settings) {
        return settings.penalties().stream()
                .flatMap(penalty -> Stream.of(false, true)
                        .flatMap(mended ->
                                settings.seeds().stream().map(seed -> new MendedTraining(penalty, mended, seed))));
    }

    private static Measured measured(AuditSettings settings, Cell cell, Bench bench) {
        int last = settings.states().get(1);
        Measured[] measured = {Measured.nothing()};
        new CellAudit(settings, RingOfGaussians.ofEight(), cell)
                .run(
                        step -> bench.progress(step, last + 1),
                        (step, report) -> measured[0] = measured[0].with(numbers(step == 0, report)));
        return measured[0];
    }

    private static Measured numbers(boolean initial, PenaltyAudit.Report report) {
        PenaltyAudit.Slope automatic = report.slopes().get(0);
        FixedBatch.Row nearest = report.fixed().get(0);
        double biases = part(report, angle -> angle.truth().value());
        double confirmed =
                report.slopes().get(1).differences().get(STEP).overTrue().value();
        Estimate found = automatic.differences().get(STEP).value();
        return Measured.nothing()
                .with(at(initial, FIXED), Math.abs(nearest.difference() / nearest.automatic() - 1))
                .with(at(initial, BIASES), biases / report.whole().truth().value())
                .with(at(initial, AUTOMATIC_BIASES), part(report, PenaltyAudit.Angle::largest))
                .with(at(initial, COSINE), report.whole().cosine().value())
                .with(at(initial, LENGTH), report.whole().ratio().value())
                .with(at(initial, DOWNHILL), report.downhill().value())
                .with(at(initial, INNER), report.inner().value(), report.inner().error())
                .with(at(initial, PREDICTED), -automatic.automatic().value())
                .with(at(initial, FOUND), -found.value(), found.error())
                .with(at(initial, CONFIRMED), confirmed)
                .with(at(initial, APART), apart(automatic));
    }

    private static String at(boolean initial, String number) {
        return number + (initial ? "-initial" : "-trained");
    }

    private static double part(PenaltyAudit.Report report, ToDoubleFunction<PenaltyAudit.Angle> number) {
        return report.angles().stream()
                .filter(angle -> angle.part().name().equals("hidden bias"))
                .mapToDouble(number)
                .findFirst()
                .orElse(0);
    }

    /** By which share differences and the automatic gradient disagree along that, at most. */
    private static double apart(PenaltyAudit.Slope slope) {
        return slope.differences().entrySet().stream()
                .filter(entry -> entry.getKey() <= LONGEST)
                .mapToDouble(entry -> Math.abs(entry.getValue().overAutomatic().value() - 1))
                .max()
                .orElse(0);
    }

    /** The critics of a kind. */
    private record Kind(List<Measured> critics) {
        static Kind of(AuditSettings settings, Results results, PenaltyChoice penalty, Activation activation) {
            return new Kind(settings.seeds().stream()
                    .map(seed -> results.of(new Cell(activation, penalty, seed).name()))
                    .toList());
        }

        double[] all(boolean initial, String number) {
            return critics.stream()
                    .mapToDouble(critic -> critic.numbers(at(initial, number))[0])
                    .toArray();
        }

        Estimate mean(boolean initial, String number) {
            return Estimate.mean(all(initial, number));
        }

        double worst(boolean initial, String number) {
            return IntStream.range(0, critics.size())
                    .mapToDouble(i -> all(initial, number)[i])
                    .max()
                    .orElseThrow();
        }

        double least(boolean initial, String number) {
            return -IntStream.range(0, critics.size())
                    .mapToDouble(i -> -all(initial, number)[i])
                    .max()
                    .orElseThrow();
        }

        /** How many critics have a number in a range. */
        long within(boolean initial, String number, double low, double high) {
            return DoubleStream.of(all(initial, number))
                    .filter(one -> one >= low && one <= high)
                    .count();
        }

        /** How many have an automatic gradient that points uphill, by more than two standard errors. */
        long uphill() {
            return critics.stream()
                    .map(critic -> critic.numbers(at(false, INNER)))
                    .filter(inner -> inner[0] < -2 * inner[1])
                    .count();
        }
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        AuditSettings settings = settings(conditions, 1);
        Kind gp = Kind.of(settings, results, PenaltyChoice.WGAN_GP, Activation.RELU);
        Kind r1 = Kind.of(settings, results, PenaltyChoice.R1, Activation.RELU);
        List<Claim> claims = List.of(
                onAFixedBatch(gp, r1),
                hiddenBiases(gp, r1),
                interpolates(gp),
                realSamples(r1),
                confirmed(gp, r1),
                smooth(settings, results),
                cure(settings, results, PenaltyChoice.WGAN_GP),
                cure(settings, results, PenaltyChoice.R1));
        return new Findings(claims, List.of(), List.of(table(settings, results), cures(settings, results)));
    }

    private static Claim onAFixedBatch(Kind gp, Kind r1) {
        double worst = Math.max(
                Math.max(gp.worst(true, FIXED), gp.worst(false, FIXED)),
                Math.max(r1.worst(true, FIXED), r1.worst(false, FIXED)));
        return Claim.judged(
                "On a fixed batch automatic gradient and differences agree to six digits at h = 10\u207b\u2079.",
                "The largest relative difference is " + Format.number(worst) + ".",
                worst < 1e-6,
                "A point so near a kink is crossed even by so short a step, or differences of so short a step have lost their digits.");
    }

    private static Claim hiddenBiases(Kind gp, Kind r1) {
        double automatic = Math.max(
                Math.max(gp.worst(true, AUTOMATIC_BIASES), r1.worst(true, AUTOMATIC_BIASES)),
                Math.max(gp.worst(false, AUTOMATIC_BIASES), r1.worst(false, AUTOMATIC_BIASES)));
        Estimate ofGp = gp.mean(false, BIASES);
        Estimate ofR1 = r1.mean(false, BIASES);
        long within = gp.within(false, BIASES, 0.25, 0.3) + r1.within(false, BIASES, 0.25, 0.3);
        int of = gp.critics().size() + r1.critics().size();
        return Claim.counted(
                "On the population, gradients of hidden biases come out as 0; their true share is 25 to 30 % of the length.",
                "They come out as " + Format.number(automatic) + " in every group of every sample; the true share is "
                        + text(ofGp) + " (WGAN-GP) and "
                        + text(ofR1) + " (R1) after training, " + text(gp.mean(true, BIASES)) + " and "
                        + text(r1.mean(true, BIASES)) + " before. "
                        + within + " of " + of + " trained critics lie within 25 to 30 %.",
                (automatic == 0 ? 1 : 0) + (2 * within >= of ? 1 : 0),
                2,
                "The zero is exact; the share depends on penalty, seed and training.");
    }

    private static Claim interpolates(Kind gp) {
        Estimate first = gp.mean(true, COSINE);
        Estimate then = gp.mean(false, COSINE);
        Estimate length = gp.mean(false, LENGTH);
        double downhill = gp.least(false, DOWNHILL);
        int half = gp.critics().size() - gp.critics().size() / 2;
        long first83 = gp.within(true, COSINE, 0.83, 0.93);
        long then49 = gp.within(false, COSINE, 0.49, 0.67);
        long length40 = gp.within(false, LENGTH, 0.4, 0.51);
        int met = (first83 >= half ? 1 : 0)
                + (then49 >= half ? 1 : 0)
                + (length40 >= half ? 1 : 0)
                + (downhill == 1 ? 1 : 0);
        return Claim.counted(
                "WGAN-GP, ReLU: cosine to the true gradient 0.83 to 0.93 before training, 0.49 to 0.67 after it, with 40 to 51 % of its"
                        + " length; downhill on all 200 minibatches.",
                "Cosine " + text(first) + " (" + range(gp, true, COSINE) + "; " + first83 + " of "
                        + gp.critics().size()
                        + " within), then " + text(then) + " (" + range(gp, false, COSINE) + "; " + then49
                        + " within), with "
                        + text(length) + " of the length (" + range(gp, false, LENGTH) + "; " + length40
                        + " within); of the minibatches of a critic at least "
                        + Format.percent(downhill) + " lead downhill.",
                met,
                4,
                "Means over seeds with one standard error, in brackets the range and how many critics lie within that of the statement, which is of"
                        + " fewer critics; a condition is met if half of them do.");
    }

    private static Claim realSamples(Kind r1) {
        Estimate cosine = r1.mean(false, COSINE);
        int worst = 0;
        double[] found = r1.all(false, FOUND);
        for (int i = 0; i < found.length; i++) {
            worst = found[i] > found[worst] ? i : worst;
        }
        double predicted = r1.all(false, PREDICTED)[worst];
        long uphill = r1.uphill();
        long within = r1.within(false, COSINE, -0.11, 0.19);
        double error = r1.critics().get(worst).numbers(at(false, FOUND))[1];
        int met = (2 * within >= found.length ? 1 : 0) + (uphill > 0 && found[worst] > 2 * error ? 1 : 0);
        return Claim.counted(
                "R1 on real samples, ReLU, trained: cosine \u22120.11 to 0.19, uphill for 3 of 10 critics; of one, automatic differentiation"
                        + " predicts the slope \u22129.4 and the population\u2019s difference is +17.2.",
                "Cosine " + text(cosine) + " (" + range(r1, false, COSINE) + "; " + within + " of " + found.length
                        + " within), uphill for " + uphill + " of "
                        + r1.critics().size() + "; of the worst, automatic differentiation predicts "
                        + Format.number(predicted)
                        + " and the difference is " + Format.number(found[worst]) + " ± " + Format.number(error) + ".",
                met,
                2,
                "How often it points uphill depends on the seeds.");
    }

    private static Claim confirmed(Kind gp, Kind r1) {
        Estimate ofGp = gp.mean(false, CONFIRMED);
        Estimate ofR1 = r1.mean(false, CONFIRMED);
        return Claim.judged(
                "The mended gradient (rectifiers mollified over two widths, extrapolated) is the true one: differences of 0.001 along it, which"
                        + " use no second derivative, agree with it within 5 %.",
                "After training differences are " + text(ofGp) + " of what it says (WGAN-GP) and " + text(ofR1)
                        + " (R1).",
                Math.abs(ofGp.value() - 1) < 0.05 && Math.abs(ofR1.value() - 1) < 0.05,
                "The bands are too wide beside the data\u2019s scale, or the sample is too small.");
    }

    private static Claim smooth(AuditSettings settings, Results results) {
        double worst = 0;
        for (PenaltyChoice penalty : settings.penalties()) {
            for (Activation activation : SMOOTH) {
                Kind kind = Kind.of(settings, results, penalty, activation);
                worst = Math.max(worst, Math.max(kind.worst(true, APART), kind.worst(false, APART)));
            }
        }
        return Claim.judged(
                "Tanh and softplus: differences on the population agree with the automatic gradient within 0.5 % for h up to 0.003.",
                "The largest difference is " + Format.percent(worst) + ".",
                worst < 0.005,
                "P bends within so long a step.");
    }

    /** What training by the mended gradient leaves of a number, less what training by the automatic one leaves, seed by seed. */
    private static Estimate gain(AuditSettings settings, Results results, PenaltyChoice penalty, String number) {
        return Estimate.mean(settings.seeds().stream()
                .mapToDouble(seed -> results.of(new MendedTraining(penalty, true, seed).name())
                                .value(number)
                        - results.of(new MendedTraining(penalty, false, seed).name())
                                .value(number))
                .toArray());
    }

    private static Claim cure(AuditSettings settings, Results results, PenaltyChoice penalty) {
        Estimate loss = gain(settings, results, penalty, MendedTraining.LOSS);
        Estimate left = gain(settings, results, penalty, MendedTraining.PENALTY);
        return Claim.judged(
                "If the automatic gradient is wrong, training by the mended one (rectifiers mollified over \u00b1"
                        + Format.exact(MendedTraining.EPSILON)
                        + ") leaves less of the critic\u2019s loss, judged with rectifiers, at equal steps: "
                        + penalty.label() + ".",
                "The loss changes by " + text(loss) + ", the penalty in it by " + text(left)
                        + " (means over seeds of the same weights and samples).",
                loss.value() < -2 * loss.error(),
                loss.value() > 2 * loss.error()
                        ? "It leaves more: that the gradient is nearer to the true one does not make Adam\u2019s steps better."
                        : "The difference is within its error.");
    }

    private static NumberTable cures(AuditSettings settings, Results results) {
        NumberTable table = new NumberTable(
                "Trained by the automatic and by the mended gradient",
                "The critic\u2019s loss and the penalty in it, of rectifiers on the population, after the same steps; means over seeds. The mended"
                        + " one had rectifiers mollified over \u00b1" + Format.exact(MendedTraining.EPSILON)
                        + ". Seconds are of the training.",
                "loss",
                "\u00b1",
                "penalty",
                "\u00b1",
                "seconds");
        for (PenaltyChoice penalty : settings.penalties()) {
            for (boolean mended : new boolean[] {false, true}) {
                Function<String, Estimate> mean = number -> Estimate.mean(settings.seeds().stream()
                        .mapToDouble(seed -> results.of(new MendedTraining(penalty, mended, seed).name())
                                .value(number))
                        .toArray());
                table = table.row(
                        penalty.label() + (mended ? ", mended" : ", automatic"),
                        mean.apply(MendedTraining.LOSS).value(),
                        mean.apply(MendedTraining.LOSS).error(),
                        mean.apply(MendedTraining.PENALTY).value(),
                        mean.apply(MendedTraining.PENALTY).error(),
                        mean.apply(MendedTraining.SECONDS).value());
            }
        }
        return table;
    }

    private static NumberTable table(AuditSettings settings, Results results) {
        NumberTable table = new NumberTable(
                "All critics",
                "Means over seeds, with standard errors (\u00b1). Cosine and length: of the automatic gradient beside the true one; biases: the"
                        + " share of the true one that hidden biases have; downhill: share of minibatches; apart: by which share differences"
                        + " of up to 0.003 along the automatic gradient disagree with it, at most.",
                "cosine",
                "\u00b1",
                "length",
                "\u00b1",
                "biases",
                "\u00b1",
                "downhill",
                "apart");
        for (PenaltyChoice penalty : settings.penalties()) {
            for (Activation activation : settings.activations()) {
                Kind kind = Kind.of(settings, results, penalty, activation);
                for (boolean initial : new boolean[] {true, false}) {
                    table = table.row(
                            penalty.label() + ", " + activation.label() + (initial ? ", before training" : ", trained"),
                            kind.mean(initial, COSINE).value(),
                            kind.mean(initial, COSINE).error(),
                            kind.mean(initial, LENGTH).value(),
                            kind.mean(initial, LENGTH).error(),
                            kind.mean(initial, BIASES).value(),
                            kind.mean(initial, BIASES).error(),
                            kind.mean(initial, DOWNHILL).value(),
                            kind.worst(initial, APART));
                }
            }
        }
        return table;
    }

    private static String text(Estimate mean) {
        return Format.number(mean.value()) + " \u00b1 " + Format.number(mean.error());
    }

    private static String range(Kind kind, boolean initial, String number) {
        return Format.number(kind.least(initial, number)) + " to " + Format.number(kind.worst(initial, number));
    }
}
