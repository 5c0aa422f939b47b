package dev.nabla2.bench.compare;

import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Sequential;

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

    /**
     * A critic's step: its loss on real and on generated samples, the penalty at interpolates, the gradient of all that by the weights, and
     * Adam's update. Samples and the interpolates' α are drawn beforehand.
     *
     * @param critic maps samples to values
     * @param sample the shape of a sample
     * @param batch how many
     * @param penalty whether there is one
     */
    record CriticStep(Sequential critic, Shape sample, int batch, boolean penalty) implements Work {}

    /**
     * A matrix product n × n × n.
     *
     * @param n rows, terms and columns
     */
    record Product(int n) implements Work {}
}
