package dev.nabla2.engine.backend.cpu;

import java.util.Map;
import java.util.Optional;

/** Update rules in plain Java, each in exactly the order of its definition. */
final class ScalarUpdates {
    private static final Map<String, DenseUpdate> RULES =
            Map.of("sgd", ScalarUpdates::sgd, "rmsprop", ScalarUpdates::rmsprop, "adam", ScalarUpdates::adam);

    private ScalarUpdates() {}

    static Optional<DenseUpdate> find(String name) {
        return Optional.ofNullable(RULES.get(name));
    }

    private static void sgd(float[] constants, float[] gradient, float[][] state, int from, int to) {
        float rate = constants[0];
        float[] p = state[0];
        for (int i = from; i < to; i++) {
            p[i] = p[i] - rate * gradient[i];
        }
    }

    private static void rmsprop(float[] constants, float[] gradient, float[][] state, int from, int to) {
        float rate = constants[0];
        float decay = constants[1];
        float rest = constants[2];
        float epsilon = constants[3];
        float[] p = state[0];
        float[] s = state[1];
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            s[i] = decay * s[i] + rest * (g * g);
            p[i] = p[i] - rate * (g / ((float) Math.sqrt(s[i]) + epsilon));
        }
    }

    private static void adam(float[] constants, float[] gradient, float[][] state, int from, int to) {
        float step = constants[0];
        float beta1 = constants[1];
        float rest1 = constants[2];
        float beta2 = constants[3];
        float rest2 = constants[4];
        float root = constants[5];
        float epsilon = constants[6];
        float[] p = state[0];
        float[] m = state[1];
        float[] v = state[2];
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            m[i] = beta1 * m[i] + rest1 * g;
            v[i] = beta2 * v[i] + rest2 * (g * g);
            p[i] = p[i] - step * (m[i] / ((float) Math.sqrt(v[i]) * root + epsilon));
        }
    }
}
