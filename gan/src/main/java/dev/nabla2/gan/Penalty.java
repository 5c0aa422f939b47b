package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What keeps a critic well-behaved: a term added to its loss, a projection of its weights, or both. */
public interface Penalty {
    /**
     * Where a penalty is asked for.
     *
     * @param moment the tape, where random numbers for the choice of points come from, and how far the run is
     * @param critic maps samples to values {@code [batch, 1]}; its parameters are on the tape
     * @param real real samples, batch first
     * @param fake generated samples of the same shape; recorded where the generator moves at the same time, so that a term's gradient
     *     can be differentiated by the generator, and constants otherwise: what is to vary has to be {@linkplain Tape#watch watched} only
     *     where it is not {@linkplain Tensor#isRecorded recorded}
     */
    record Setting(Moment moment, UnaryOperator<Tensor> critic, Tensor real, Tensor fake) {
        /** At the beginning of a run. */
        public Setting(Tape tape, UnaryOperator<Tensor> critic, Tensor real, Tensor fake, Draws draws) {
            this(Moment.start(tape, draws), critic, real, fake);
        }

        /** What is being recorded. */
        public Tape tape() {
            return moment.tape();
        }

        /** For the choice of points. */
        public Draws draws() {
            return moment.draws();
        }
    }

    /**
     * A term of the critic's loss.
     *
     * @param value the term, weighted
     * @param meanSlope the mean norm of the critic's gradient where the term was taken
     */
    record Term(Tensor value, Tensor meanSlope) {}

    /** The term to add to the critic's loss, recorded; empty for a penalty that only projects. */
    Optional<Term> term(Setting setting);

    /** Whether there is such a term. */
    default boolean hasTerm() {
        return true;
    }

    /** What becomes of the critic's parameters after each of its updates, written in tensors. */
    default Parameters project(Parameters critic) {
        return critic;
    }

    /** How a critic moves that is penalised so, given how it would without. */
    default Pace pace(Pace critic) {
        return critic;
    }

    /** Whether it takes the critic's gradient at a sample for that sample's own, which it is not where samples are mixed. */
    default boolean isPerSample() {
        return true;
    }

    /** The formula with its factors, points and norms, as a report should state it. */
    String conventions();
}
