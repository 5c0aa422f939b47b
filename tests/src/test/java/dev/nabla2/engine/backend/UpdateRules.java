package dev.nabla2.engine.backend;

import java.util.List;

/** The update rules for which a backend may hold a kernel, and one for which none does. */
final class UpdateRules {
    private UpdateRules() {}

    static List<UpdateRule> all() {
        return List.of(sgd(0.125f), rmsprop(0.01f, 0.9f, 1e-6f), adam(0.01f, 0.5f, 0.9f, 0.75f, 1e-6f), unknown(0.25f));
    }

    private static UpdateRule sgd(double rate) {
        return new UpdateRule("sgd", new double[] {rate}, (g, s) -> s[0] = s[0] - rate * g);
    }

    private static UpdateRule unknown(double rate) {
        return new UpdateRule("unknown", new double[] {rate}, (g, s) -> {
            s[2] = s[2] + g;
            s[0] = s[0] - rate * s[2];
        });
    }

    private static UpdateRule rmsprop(double rate, double decay, double epsilon) {
        double rest = (float) (1 - decay);
        return new UpdateRule("rmsprop", new double[] {rate, decay, rest, epsilon}, (g, s) -> {
            s[1] = decay * s[1] + rest * (g * g);
            s[0] = s[0] - rate * (g / (Math.sqrt(s[1]) + epsilon));
        });
    }

    private static UpdateRule adam(double step, double beta1, double beta2, double root, double epsilon) {
        double rest1 = (float) (1 - beta1);
        double rest2 = (float) (1 - beta2);
        double[] constants = {step, beta1, rest1, beta2, rest2, root, epsilon};
        return new UpdateRule("adam", constants, (g, s) -> {
            s[1] = beta1 * s[1] + rest1 * g;
            s[2] = beta2 * s[2] + rest2 * (g * g);
            s[0] = s[0] - step * (s[1] / (Math.sqrt(s[2]) * root + epsilon));
        });
    }
}
