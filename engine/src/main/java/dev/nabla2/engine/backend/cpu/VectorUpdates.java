package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Update rules in exactly the order of their definitions, without fused multiply-adds. */
final class VectorUpdates {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static final Map<String, DenseUpdate> ALL =
            Map.of("sgd", VectorUpdates::sgd, "rmsprop", VectorUpdates::rmsprop, "adam", VectorUpdates::adam);

    private VectorUpdates() {}

    private static void sgd(float[] constants, float[] gradient, float[][] state, int from, int to) {
        float rate = constants[0];
        float[] p = state[0];
        for (int i = from; i < to; i += LANES) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, i);
            FloatVector.fromArray(SPECIES, p, i).sub(g.mul(rate)).intoArray(p, i);
        }
    }

    private static void rmsprop(float[] constants, float[] gradient, float[][] state, int from, int to) {
        float rate = constants[0];
        float decay = constants[1];
        float rest = constants[2];
        float epsilon = constants[3];
        float[] p = state[0];
        float[] s = state[1];
        for (int i = from; i < to; i += LANES) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, i);
            FloatVector mean =
                    FloatVector.fromArray(SPECIES, s, i).mul(decay).add(g.mul(g).mul(rest));
            FloatVector step = g.div(mean.sqrt().add(epsilon)).mul(rate);
            mean.intoArray(s, i);
            FloatVector.fromArray(SPECIES, p, i).sub(step).intoArray(p, i);
        }
    }

    private static void adam(float[] constants, float[] gradient, float[][] state, int from, int to) {
        float stepSize = constants[0];
        float beta1 = constants[1];
        float rest1 = constants[2];
        float beta2 = constants[3];
        float rest2 = constants[4];
        float root = constants[5];
        float epsilon = constants[6];
        float[] p = state[0];
        float[] m = state[1];
        float[] v = state[2];
        for (int i = from; i < to; i += LANES) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, i);
            FloatVector first = FloatVector.fromArray(SPECIES, m, i).mul(beta1).add(g.mul(rest1));
            FloatVector second =
                    FloatVector.fromArray(SPECIES, v, i).mul(beta2).add(g.mul(g).mul(rest2));
            FloatVector step = first.div(second.sqrt().mul(root).add(epsilon)).mul(stepSize);
            first.intoArray(m, i);
            second.intoArray(v, i);
            FloatVector.fromArray(SPECIES, p, i).sub(step).intoArray(p, i);
        }
    }
}
