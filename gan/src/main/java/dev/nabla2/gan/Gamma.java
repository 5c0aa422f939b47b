package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;

/** The weight γ of the regulariser of consensus optimisation. */
public sealed interface Gamma {
    /**
     * The weight, a scalar.
     *
     * @param gradients the players' gradients v, each of its own loss
     * @param regulariser ∇½‖v‖²
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
     * As much as makes the regulariser's gradient a given share of the players' own: γ = share · ‖v‖ / ‖∇½‖v‖²‖, of all players
     * together. 0 where the regulariser's gradient is 0.
     *
     * @param share the ratio of the two lengths
     */
    record Adaptive(double share) implements Gamma {
        private static final double TINY = 1e-30;

        /** Checks the share. */
        public Adaptive {
            check(share);
        }

        @Override
        public Tensor at(Moment moment, Parameters gradients, Parameters regulariser) {
            Tensor lengths = length(gradients)
                    .div(length(regulariser)
                            .maximum(Tensor.scalar(moment.progress().backend(), TINY)));
            return lengths.mul(share);
        }

        private static Tensor length(Parameters tree) {
            return Squares.sum(tree).safeSqrt();
        }

        @Override
        public String conventions() {
            return "γ such that γ ‖∇½‖v‖²‖ = " + share + " ‖v‖ at every step";
        }
    }

    private static void check(double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gamma: expected a finite number of at least 0, found " + value);
        }
    }
}
