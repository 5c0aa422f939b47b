package dev.nabla2.bench.compare;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.backend.Backend;

/** This project's side. */
public final class Ours {
    private Ours() {}

    /** Times one workload: see {@link Fork}. */
    public static void main(String[] args) {
        Fork.main(args, Ours::step);
    }

    /** A workload on a number of threads. */
    public static Step step(Work work, int threads) {
        return step(work, Backends.cpu(threads));
    }

    /** A workload on a backend. */
    public static Step step(Work work, Backend backend) {
        if (work instanceof Work.CriticStep critic) {
            return new OurCriticStep(critic, backend, false);
        }
        if (work instanceof Work.Iteration iteration) {
            return new OurIteration(iteration, backend);
        }
        if (work instanceof Work.Consensus consensus) {
            return new OurConsensus(consensus, backend);
        }
        if (work instanceof Work.Product product) {
            return new OurProduct(product, backend);
        }
        throw new IllegalArgumentException("nobody has written " + work);
    }

    /** A critic's step that is recorded anew each time. */
    public static Step eager(Work.CriticStep work, int threads) {
        return new OurCriticStep(work, Backends.cpu(threads), true);
    }
}
