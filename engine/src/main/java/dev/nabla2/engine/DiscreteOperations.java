package dev.nabla2.engine;

import dev.nabla2.engine.op.Discretes;

/** Functions that only jump: no derivative flows through them. What each means stands in {@link Discretes}. */
public sealed interface DiscreteOperations permits Tensor {

    /** 1 where positive, 0 elsewhere. */
    default Tensor step() {
        return Tensor.apply(Discretes.STEP, self());
    }

    /** 1 where positive, the slope elsewhere. */
    default Tensor leakyStep(double slope) {
        return Tensor.apply(Discretes.leakyStep(slope), self());
    }

    /** 1, 0 or −1. */
    default Tensor sign() {
        return Tensor.apply(Discretes.SIGN, self());
    }

    /** 1 where this is greater than y, 0 elsewhere. */
    default Tensor greater(Tensor y) {
        return Tensor.apply(Discretes.GREATER, self(), y);
    }

    /** 1 where this is greater than y, ½ where they are equal, 0 elsewhere. */
    default Tensor prefers(Tensor y) {
        return Tensor.apply(Discretes.PREFERS, self(), y);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
