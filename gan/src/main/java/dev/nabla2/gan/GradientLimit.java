package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.function.UnaryOperator;

/** A bound on what a player follows, applied before its optimiser sees it. */
public sealed interface GradientLimit {
    /** The bounded direction. */
    Parameters of(Parameters direction);

    /** In words, as a report should state it. */
    String conventions();

    /** No bound. */
    static GradientLimit none() {
        return new None();
    }

    /** As it is. */
    record None() implements GradientLimit {
        @Override
        public Parameters of(Parameters direction) {
            return direction;
        }

        @Override
        public String conventions() {
            return "none";
        }
    }

    /**
     * Shortened to a length where it is longer (Pascanu, Mikolov and Bengio 2013, algorithm 1).
     *
     * @param most the largest Euclidean norm over all of a player's parameters
     */
    record Norm(double most) implements GradientLimit {
        /** Checks the bound. */
        public Norm {
            check("norm", most);
        }

        @Override
        public Parameters of(Parameters direction) {
            Tensor unit = unit(direction);
            Tensor bound = Tensor.scalar(unit.backend(), most).div(unit);
            Tensor length = sum(direction, part -> part.div(unit).square()).safeSqrt();
            Tensor factor = bound.div(length.maximum(bound));
            return direction.map(part -> part.mul(factor));
        }

        /** Squares of numbers in the type's range may be outside it, so lengths are taken in this unit, on which nothing depends. */
        private Tensor unit(Parameters direction) {
            Tensor size = sum(direction, part -> part.abs().mul(1.0 / direction.count()));
            return size.maximum(Tensor.scalar(size.backend(), most)).stopGradient();
        }

        private static Tensor sum(Parameters tree, UnaryOperator<Tensor> of) {
            return tree.tensors().stream()
                    .map(part -> of.apply(part).sum())
                    .reduce(Tensor::add)
                    .orElseThrow();
        }

        @Override
        public String conventions() {
            return "shortened to a norm of " + most + " over all of the player's parameters";
        }
    }

    /**
     * Every element kept within bounds.
     *
     * @param most the largest absolute value
     */
    record Value(double most) implements GradientLimit {
        /** Checks the bound. */
        public Value {
            check("value", most);
        }

        @Override
        public Parameters of(Parameters direction) {
            return direction.map(part -> {
                Tensor bound = Tensor.scalar(part.backend(), most);
                return part.minimum(bound).maximum(bound.negate());
            });
        }

        @Override
        public String conventions() {
            return "every element clipped to [−" + most + ", " + most + "]";
        }
    }

    private static void check(String what, double most) {
        if (!(most > 0)) {
            throw new IllegalArgumentException("gradient limit: expected a " + what + " above 0, found " + most);
        }
    }
}
