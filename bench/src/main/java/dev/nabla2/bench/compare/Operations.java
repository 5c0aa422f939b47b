package dev.nabla2.bench.compare;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Cost;

/**
 * How many floating-point operations a critic's step is.
 *
 * @param ours what this project does
 * @param peer what is done where structural zeros are tensors of zeros, as in PyTorch
 */
record Operations(double ours, double peer) {
    /** Of Adam, for each weight: 3 for the mean, 4 for the mean of squares, 6 for the step. */
    private static final int ADAM = 13;

    static Operations of(Work.CriticStep work) {
        try (OurCriticStep step = new OurCriticStep(work, Backends.cpu(), true)) {
            Cost cost = step.cost();
            double done = cost.done().flops() + (double) ADAM * step.weights();
            return new Operations(done, done + cost.avoided().flops());
        }
    }
}
