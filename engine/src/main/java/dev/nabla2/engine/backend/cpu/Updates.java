package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.UpdateRule;
import java.util.Optional;

/** Optimiser steps in place, cut into chunks of fixed size. */
final class Updates {
    private static final int CHUNK = 1 << 15;

    private final Kernels kernels;
    private final Workers workers;

    Updates(Kernels kernels, Workers workers) {
        this.kernels = kernels;
        this.workers = workers;
    }

    void run(UpdateRule rule, int size, float[] gradient, float[][] state) {
        Optional<DenseUpdate> found = kernels.update(rule.name());
        DenseUpdate update = found.orElseGet(() -> defined(rule.definition()));
        int lanes = found.isPresent() ? kernels.lanes() : 1;
        float[] constants = new float[rule.constants().length];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = (float) rule.constants()[i];
        }
        int padded = (size + lanes - 1) / lanes * lanes;
        int chunks = (size + CHUNK - 1) / CHUNK;
        workers.run(
                chunks,
                chunk -> update.run(constants, gradient, state, chunk * CHUNK, Math.min(padded, (chunk + 1) * CHUNK)));
    }

    private static DenseUpdate defined(UpdateRule.Definition definition) {
        return (constants, gradient, state, from, to) -> {
            double[] element = new double[state.length];
            for (int i = from; i < to; i++) {
                for (int s = 0; s < element.length; s++) {
                    element[s] = state[s][i];
                }
                definition.apply(gradient[i], element);
                for (int s = 0; s < element.length; s++) {
                    state[s][i] = (float) element[s];
                }
            }
        };
    }
}
