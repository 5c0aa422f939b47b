package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Difference;
import dev.nabla2.bench.compare.Fork;
import dev.nabla2.bench.compare.Ours;
import dev.nabla2.bench.compare.Setting;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import dev.nabla2.bench.compare.Workload;

/** PyTorch's side. */
public final class Peer {
    private Peer() {}

    /**
     * Times one workload, see {@link Fork}, or after the word {@code check} prints how far its results are from ours.
     */
    public static void main(String[] args) {
        if (args[0].equals("check")) {
            System.out.println(difference(Workload.named(args[1]).work()));
        } else {
            Fork.main(args, (work, threads) -> step(work));
        }
    }

    private static double difference(Work work) {
        try (Step ours = Ours.step(work, 1);
                Step theirs = step(work)) {
            return Difference.between(ours.first(), theirs.first());
        }
    }

    private static Step step(Work work) {
        if (work instanceof Work.CriticStep critic) {
            return new TorchCriticStep(critic);
        }
        if (work instanceof Work.Iteration iteration) {
            return new TorchIteration(iteration);
        }
        if (work instanceof Work.Consensus consensus) {
            return new TorchConsensus(consensus);
        }
        if (work instanceof Work.Product product) {
            return Setting.isVariant(Setting.BLAS) ? new BlasProduct(product) : new TorchProduct(product);
        }
        throw new IllegalArgumentException("nobody has written " + work);
    }
}
