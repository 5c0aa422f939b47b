package dev.nabla2.lab.audit.critics;

import static dev.nabla2.lab.audit.critics.AuditNumbers.APART;
import static dev.nabla2.lab.audit.critics.AuditNumbers.AUTOMATIC_BIASES;
import static dev.nabla2.lab.audit.critics.AuditNumbers.BIASES;
import static dev.nabla2.lab.audit.critics.AuditNumbers.CONFIRMED;
import static dev.nabla2.lab.audit.critics.AuditNumbers.COSINE;
import static dev.nabla2.lab.audit.critics.AuditNumbers.DOWNHILL;
import static dev.nabla2.lab.audit.critics.AuditNumbers.FIXED;
import static dev.nabla2.lab.audit.critics.AuditNumbers.FOUND;
import static dev.nabla2.lab.audit.critics.AuditNumbers.LENGTH;
import static dev.nabla2.lab.audit.critics.AuditNumbers.PREDICTED;
import static dev.nabla2.lab.audit.critics.AuditNumbers.at;
import static dev.nabla2.lab.audit.critics.Cures.text;

import dev.nabla2.lab.audit.Estimate;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Five statements beside what audits found.
 *
 * @param settings which audits
 * @param results what they found
 */
record AuditClaims(AuditSettings settings, Results results) {
    /** How near to 1 what differences say over what a gradient says should be. */
    private static final double NEAR = 0.05;

    private static final List<Activation> SMOOTH = List.of(Activation.TANH, Activation.SOFTPLUS);

    /** One for each statement. */
    List<Claim> claims() {
        AuditNumbers gp = AuditNumbers.of(settings, results, PenaltyChoice.WGAN_GP, Activation.RELU);
        AuditNumbers r1 = AuditNumbers.of(settings, results, PenaltyChoice.R1, Activation.RELU);
        return List.of(
                onAFixedBatch(gp, r1),
                hiddenBiases(gp, r1),
                interpolates(gp),
                realSamples(r1),
                confirmed(gp, r1),
                smooth());
    }

    private static Claim onAFixedBatch(AuditNumbers gp, AuditNumbers r1) {
        double worst = Math.max(
                Math.max(gp.worst(true, FIXED), gp.worst(false, FIXED)),
                Math.max(r1.worst(true, FIXED), r1.worst(false, FIXED)));
        return Claim.judged(
                "On a fixed batch automatic gradient and differences agree to six digits at h = 10\u207b\u2079.",
                "The largest relative difference is " + Format.number(worst) + ".",
                worst < 1e-6,
                "A point so near a kink is crossed even by so short a step, or differences of so short a step have lost their digits.");
    }

    private static Claim hiddenBiases(AuditNumbers gp, AuditNumbers r1) {
        double automatic = Math.max(
                Math.max(gp.worst(true, AUTOMATIC_BIASES), r1.worst(true, AUTOMATIC_BIASES)),
                Math.max(gp.worst(false, AUTOMATIC_BIASES), r1.worst(false, AUTOMATIC_BIASES)));
        Estimate ofGp = gp.mean(false, BIASES);
        Estimate ofR1 = r1.mean(false, BIASES);
        long withinGp = gp.within(false, BIASES, 0.25, 0.3);
        long withinR1 = r1.within(false, BIASES, 0.25, 0.3);
        return Claim.counted(
                "On the population, gradients of hidden biases come out as 0; their true share is 25 to 30 % of the length.",
                "They come out as " + Format.number(automatic) + " in every group of every sample; the true share is "
                        + text(ofGp) + " (WGAN-GP) and "
                        + text(ofR1) + " (R1) after training, " + text(gp.mean(true, BIASES)) + " and "
                        + text(r1.mean(true, BIASES)) + " before. "
                        + withinGp + " and " + withinR1 + " of " + gp.critics().size()
                        + " trained critics lie within 25 to 30 %. Judged: the zero, and half of the trained critics of each penalty.",
                (automatic == 0 ? 1 : 0)
                        + (2 * withinGp >= gp.critics().size() ? 1 : 0)
                        + (2 * withinR1 >= r1.critics().size() ? 1 : 0),
                3,
                "The zero is exact; the share depends on penalty, seed and training.");
    }

    private static Claim interpolates(AuditNumbers gp) {
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
                "Cosine " + text(first) + " (" + gp.range(true, COSINE) + "; " + first83 + " of "
                        + gp.critics().size()
                        + " within), then " + text(then) + " (" + gp.range(false, COSINE) + "; " + then49
                        + " within), with "
                        + text(length) + " of the length (" + gp.range(false, LENGTH) + "; " + length40
                        + " within); of the minibatches of a critic at least "
                        + Format.percent(downhill)
                        + " lead downhill. Means over seeds with one standard error, in brackets the range and how many critics lie within that"
                        + " of the statement. Judged: each range by whether half of the critics do.",
                met,
                4,
                "The statement is of fewer critics.");
    }

    private static Claim realSamples(AuditNumbers r1) {
        Estimate cosine = r1.mean(false, COSINE);
        AuditNumbers uphill = r1.uphill();
        double[] found = uphill.all(false, FOUND);
        int worst = IntStream.range(0, found.length)
                .reduce((a, b) -> found[b] > found[a] ? b : a)
                .orElse(-1);
        double error = worst < 0 ? 0 : uphill.critics().get(worst).numbers(at(false, FOUND))[1];
        long within = r1.within(false, COSINE, -0.11, 0.19);
        int of = r1.critics().size();
        // Three errors, for the worst is chosen.
        int met = (2 * within >= of ? 1 : 0) + (worst >= 0 && found[worst] > 3 * error ? 1 : 0);
        String example = worst < 0
                ? "."
                : "; of the worst of these, automatic differentiation predicts "
                        + Format.number(uphill.all(false, PREDICTED)[worst]) + " and the difference is "
                        + Format.number(found[worst]) + " \u00b1 " + Format.number(error) + ".";
        return Claim.counted(
                "R1 on real samples, ReLU, trained: cosine \u22120.11 to 0.19, uphill for 3 of 10 critics; of one, automatic differentiation"
                        + " predicts the slope \u22129.4 and the population\u2019s difference is +17.2.",
                "Cosine " + text(cosine) + " (" + r1.range(false, COSINE) + "; " + within + " of " + of
                        + " within), uphill for " + uphill.critics().size() + " of " + of + example
                        + " Judged: half of the cosines, and a difference above three errors of one that points uphill.",
                met,
                2,
                "How often it points uphill depends on the seeds.");
    }

    private static Claim confirmed(AuditNumbers gp, AuditNumbers r1) {
        Estimate ofGp = gp.mean(false, CONFIRMED);
        Estimate ofR1 = r1.mean(false, CONFIRMED);
        double low = 1 - NEAR;
        double high = 1 + NEAR;
        return Claim.counted(
                "The mended gradient (rectifiers mollified over two widths, extrapolated) is the true one: differences of 0.001 along it, which"
                        + " use no second derivative, agree with it within 5 %.",
                "After training differences are " + text(ofGp) + " of what it says (WGAN-GP; "
                        + gp.range(false, CONFIRMED) + ") and " + text(ofR1) + " (R1; "
                        + r1.range(false, CONFIRMED) + "). Judged: critic by critic.",
                gp.within(false, CONFIRMED, low, high) + r1.within(false, CONFIRMED, low, high),
                (long) gp.critics().size() + r1.critics().size(),
                "The bands are too wide beside the data\u2019s scale, or the sample is too small.");
    }

    private Claim smooth() {
        double worst = 0;
        for (PenaltyChoice penalty : settings.penalties()) {
            for (Activation activation : SMOOTH) {
                AuditNumbers kind = AuditNumbers.of(settings, results, penalty, activation);
                worst = Math.max(worst, Math.max(kind.worst(true, APART), kind.worst(false, APART)));
            }
        }
        return Claim.judged(
                "Tanh and softplus: differences on the population agree with the automatic gradient within 0.5 % for h up to 0.003.",
                "The largest difference is " + Format.percent(worst) + ".",
                worst < 0.005,
                "P bends within so long a step.");
    }

    /** All critics' numbers. */
    NumberTable table() {
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
            for (Activation activation : settings.critics().activations()) {
                AuditNumbers kind = AuditNumbers.of(settings, results, penalty, activation);
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
}
