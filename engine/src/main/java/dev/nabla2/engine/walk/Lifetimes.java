package dev.nabla2.engine.walk;

import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.op.Instruction;

/** Hears what a backward walk still needs, so that memory can be given back while it goes. */
public interface Lifetimes {
    /** Of a walk that is recorded: everything lives as long as the tape. */
    Lifetimes UNBOUNDED = new Lifetimes() {
        @Override
        public void hold(Tensor cotangent) {}

        @Override
        public void drop(Tensor cotangent) {}

        @Override
        public void passed(Instruction line) {}
    };

    /** The walk will need a cotangent, once more than before. */
    void hold(Tensor cotangent);

    /** The walk needs a cotangent once less than before. */
    void drop(Tensor cotangent);

    /** The walk is done with a line: what it made on the way and does not hold, and what only this line and later ones used, can go. */
    void passed(Instruction line);
}
