package dev.nabla2.nn;

import dev.nabla2.engine.InPlace;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Parameters and what an optimiser remembers about them. Immutable: a step gives the next state.
 *
 * @param optimiser whose state it is
 * @param steps how many steps have been taken
 * @param parameters the parameters after them
 * @param moments for each moment, a tree like the parameters
 */
public record OptimiserState(Optimiser optimiser, int steps, Parameters parameters, List<Parameters> moments) {
    /** Copies the list. */
    public OptimiserState {
        moments = List.copyOf(moments);
    }

    static OptimiserState start(Optimiser optimiser, Parameters parameters) {
        List<Parameters> zeros = new ArrayList<>();
        for (int i = 0; i < optimiser.moments(); i++) {
            zeros.add(parameters.map(p -> Tensor.filled(p.backend(), p.shape(), 0)));
        }
        return new OptimiserState(optimiser, 0, parameters, zeros);
    }

    /** The next state, written in tensors: gradients flow through it. */
    public OptimiserState step(Parameters gradients, double rateScale) {
        Backend backend = gradients.tensors().get(0).backend();
        List<Tensor> coefficients = Arrays.stream(optimiser.coefficients(steps + 1, rateScale))
                .mapToObj(coefficient -> Tensor.scalar(backend, coefficient))
                .toList();
        return step(gradients, coefficients);
    }

    /**
     * The next state, written in tensors: gradients flow through it.
     *
     * @param coefficients {@link Optimiser#coefficients} of that step as scalars, so that a recorded step can be replayed as a later one
     */
    public OptimiserState step(Parameters gradients, List<Tensor> coefficients) {
        return next((gradient, state) -> optimiser.expression(coefficients, gradient, state), gradients);
    }

    /** The next state in the memory of this one, whose tensors cannot be used afterwards; the same numbers as {@link #step}. */
    public OptimiserState stepInPlace(Parameters gradients, double rateScale) {
        return stepInPlace(Optional.empty(), gradients, rateScale);
    }

    /** The same, but that numbers stay what they are if something is {@linkplain InPlace noted}. */
    public OptimiserState stepInPlace(Optional<Tensor> note, Parameters gradients, double rateScale) {
        UpdateRule rule = optimiser.rule(steps + 1, rateScale);
        return next((gradient, state) -> InPlace.update(note, rule, gradient, state), gradients);
    }

    private static Tensor matching(Tensor parameter, Tensor gradient) {
        if (parameter.backend() != gradient.backend()) {
            throw new IllegalArgumentException("optimiser: expected parameter and gradient on one backend, found "
                    + parameter.backend().name() + " and "
                    + gradient.backend().name());
        }
        if (!parameter.shape().equals(gradient.shape())) {
            throw new ShapeException(
                            "optimiser",
                            parameter.shape().toString(),
                            gradient.shape().toString())
                    .in(parameter.place());
        }
        return parameter;
    }

    private interface TensorStep {
        List<Tensor> of(Tensor gradient, List<Tensor> state);
    }

    private OptimiserState next(TensorStep step, Parameters gradients) {
        // Everything is checked before the first tensor is given away.
        parameters.zip(gradients, OptimiserState::matching);
        int count = parameters.tensors().size();
        Tensor[][] next = new Tensor[1 + moments.size()][count];
        for (int i = 0; i < count; i++) {
            Tensor[] state = new Tensor[next.length];
            state[0] = parameters.tensors().get(i);
            for (int moment = 0; moment < moments.size(); moment++) {
                state[1 + moment] = moments.get(moment).tensors().get(i);
            }
            List<Tensor> stepped = step.of(gradients.tensors().get(i), List.of(state));
            for (int part = 0; part < next.length; part++) {
                next[part][i] = stepped.get(part);
            }
        }
        List<Parameters> trees = new ArrayList<>(next.length);
        for (Tensor[] part : next) {
            trees.add(parameters.with(List.of(part)));
        }
        return new OptimiserState(optimiser, steps + 1, trees.get(0), trees.subList(1, trees.size()));
    }
}
