package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/** The weight γ of the regulariser of consensus optimisation. */
public sealed interface Gamma {
    /**
     * The weight, a scalar.
     *
     * @param gradients all players' gradients v, each of its own loss
     * @param regulariser ∇½‖v‖², by the parameters of those who add it
     */
    Tensor at(Moment moment, Parameters gradients, Parameters regulariser);

    /** In words, as a report should state it. */
    String conventions();

    /**
     * The same at every step.
     *
     * @param value γ
     */
    record Fixed(double value) implements Gamma {
        /** Checks the weight. */
        public Fixed {
            check(value);
        }

        @Override
        public Tensor at(Moment moment, Parameters gradients, Parameters regulariser) {
            return Tensor.scalar(moment.progress().backend(), value);
        }

        @Override
        public String conventions() {
            return "γ = " + value;
        }
    }

    /**
     * From one weight to another along a straight line over the run.
     *
     * @param from γ at the first step
     * @param to γ at the end
     */
    record Scheduled(double from, double to) implements Gamma {
        /** Checks the weights. */
        public Scheduled {
            check(from);
            check(to);
        }

        @Override
        public Tensor at(Moment moment, Parameters gradients, Parameters regulariser) {
            return moment.progress().mul(to - from).add(from);
        }

        @Override
        public String conventions() {
            return "γ from " + from + " to " + to + " along a straight line over the run";
        }
    }

    /**
     * As much as makes the regulariser's gradient a given share of the players' own: γ = share · ‖v‖ / ‖∇½‖v‖²‖. v is that of all players
     * together; ∇ is by the parameters of those who add the regulariser, be it one or all. 0 where ∇½‖v‖² is 0.
     *
     * @param share the ratio of the two lengths
     */
    record Adaptive(double share) implements Gamma {
        /** Checks the share. */
        public Adaptive {
            check(share);
        }

        @Override
        public Tensor at(Moment moment, Parameters gradients, Parameters regulariser) {
            return length(gradients).mul(length(regulariser).safeReciprocal()).mul(share);
        }

        private static Tensor length(Parameters tree) {
            return Squares.sum(tree).safeSqrt();
        }

        @Override
        public String conventions() {
            return "γ such that γ ‖∇½‖v‖²‖ = " + share
                    + " ‖v‖ at every step, ∇ by the parameters of those who add it, v of all, γ = 0 where ∇ is 0";
        }
    }

    private static void check(double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gamma: expected a finite number of at least 0, found " + value);
        }
    }
}
