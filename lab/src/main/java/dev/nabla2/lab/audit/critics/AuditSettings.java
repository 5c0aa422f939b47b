package dev.nabla2.lab.audit.critics;

import dev.nabla2.gan.Objective;
import dev.nabla2.gan.SlopePenalty;
import dev.nabla2.lab.audit.Population;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import java.util.ArrayList;
import java.util.List;

/**
 * Which critics are audited, and how exactly.
 *
 * @param data what real samples are of; generated ones are real ones with normal noise of deviation 1
 * @param noise the deviation of normal noise on every number of a real sample; 0 for none
 * @param critics what the critics are made of
 * @param penalties theirs
 * @param lambda the penalties' weight
 * @param seeds where weights and all samples come from
 * @param states after how many training steps a critic is audited, in order
 * @param learningRate Adam's
 * @param batch samples per training step, and per minibatch that is tried
 * @param minibatches how many minibatches are tried
 * @param samples how many samples stand for the population
 * @param epsilon half the width of the wider band that mollifies rectifiers
 * @param threads on how many threads; without effect on the results
 */
public record AuditSettings(
        DataChoice data,
        double noise,
        Critics critics,
        List<PenaltyChoice> penalties,
        double lambda,
        List<Long> seeds,
        List<Integer> states,
        double learningRate,
        int batch,
        int minibatches,
        int samples,
        double epsilon,
        int threads) {
    private static final double BETA1 = 0.5;
    private static final double BETA2 = 0.9;

    /** How many groups the population is cut into, from which error bars come. */
    private static final int GROUPS = 32;

    /** As many samples as are computed at once: enough to be fast, few enough to stay near the processor. */
    private static final int AT_ONCE = 1024;

    /** As many images, of which convolutions make many times as many numbers. */
    private static final int IMAGES_AT_ONCE = 128;

    /** The distances at which differences are taken. */
    static final List<Double> STEPS = List.of(0.03, 0.01, 0.003, 0.001, 0.0003);

    /** Copies the lists. */
    public AuditSettings {
        penalties = List.copyOf(penalties);
        seeds = List.copyOf(seeds);
        states = List.copyOf(states);
    }

    /** Every critic, in order. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (PenaltyChoice penalty : penalties) {
            for (Activation activation : critics.activations()) {
                seeds.forEach(seed -> cells.add(new Cell(activation, penalty, seed)));
            }
        }
        return cells;
    }

    /** The penalty of a cell. */
    SlopePenalty penalty(Cell cell) {
        PenaltySettings settings = new PenaltySettings(cell.penalty(), lambda, 1, 0, 1);
        if (settings.penalty() instanceof SlopePenalty penalty) {
            return penalty;
        }
        throw new IllegalArgumentException("--penalty: expected penalties of slopes, found "
                + cell.penalty().label());
    }

    /** What the critics want: as the papers that introduced their penalties. */
    static Objective objective(PenaltyChoice penalty) {
        return switch (penalty) {
            case WGAN_GP, ONE_SIDED -> Objective.wasserstein();
            default -> Objective.nonSaturating();
        };
    }

    /** Whether real samples are finitely many points. */
    boolean isOfAtoms() {
        return data.readsFiles() && noise == 0;
    }

    /** How critics move. */
    Adam adam() {
        return new Adam(learningRate, BETA1, BETA2);
    }

    /** The population's sample: at least as large as asked for. */
    public Population.Size size() {
        int atOnce = critics.network().isConvolutional() ? IMAGES_AT_ONCE : AT_ONCE;
        int batches = Math.max(1, (int) Math.ceil(samples / (double) (GROUPS * atOnce)));
        int batch = (int) Math.ceil(samples / (double) (GROUPS * batches));
        return new Population.Size(GROUPS, batches, batch);
    }
}
