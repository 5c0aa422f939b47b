package dev.nabla2.bench.compare;

import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Sequential;
import java.util.List;

/** What is done, in terms that both sides understand; networks are written in this project's layers. */
public sealed interface Work {
    /** The step size of Adam on both sides (Gulrajani et al. 2017, algorithm 1). */
    double RATE = 1e-4;

    /** Adam's β₁. */
    double BETA1 = 0.5;

    /** Adam's β₂. */
    double BETA2 = 0.9;

    /** The weight of the gradient penalty. */
    double LAMBDA = 10;

    /** The ways in which the peer can do it, besides the plain one. */
    List<String> variants();

    /**
     * A critic's step: its loss on real and on generated samples, the penalty at interpolates, the gradient of all that
     * by the weights, and Adam's update. Samples and the interpolates' α are drawn beforehand.
     *
     * @param critic maps samples to values
     * @param sample the shape of a sample
     * @param batch how many
     * @param penalty whether there is one
     */
    record CriticStep(Sequential critic, Shape sample, int batch, boolean penalty) implements Work {
        @Override
        public List<String> variants() {
            return sample.rank() > 1 ? Setting.OF_IMAGES : List.of(Setting.JOINED);
        }
    }

    /**
     * All that is done for a step of the generator: critic's steps with the penalty, each with samples of its own, and
     * the generator's. Everything is drawn anew; real samples are picked from a {@link Pictures pool}.
     *
     * @param critic maps samples to values
     * @param generator maps noise to samples
     * @param latent how many numbers of noise
     * @param batch how many samples
     * @param criticSteps steps of the critic
     */
    record Iteration(Sequential critic, Sequential generator, int latent, int batch, int criticSteps) implements Work {
        @Override
        public List<String> variants() {
            return Setting.OF_IMAGES;
        }
    }

    /**
     * A step of consensus optimisation (Mescheder et al. 2017): v holds each player's gradient of its own loss, and
     * both move along v + γ ∇½‖v‖², with Adam's update. The losses are the original ones with the generator's that does
     * not saturate (Goodfellow et al. 2014). Samples and noise are drawn beforehand.
     *
     * @param critic maps samples to logits
     * @param generator maps noise to samples
     * @param latent how many numbers of noise
     * @param sample the shape of a sample
     * @param batch how many samples
     * @param gamma γ
     */
    record Consensus(Sequential critic, Sequential generator, int latent, Shape sample, int batch, double gamma)
            implements Work {
        @Override
        public List<String> variants() {
            return List.of();
        }
    }

    /**
     * A matrix product n × n × n.
     *
     * @param n rows, terms and columns
     */
    record Product(int n) implements Work {
        @Override
        public List<String> variants() {
            return List.of(Setting.BLAS);
        }
    }
}
