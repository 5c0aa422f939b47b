package dev.nabla2.bench.compare;

import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Sequential;
import java.util.List;
import java.util.Map;

/**
 * A line of the comparison.
 *
 * @param name what it is asked for by
 * @param description what it is, for people
 * @param work what is done
 * @param wanted the peer's time over ours that is aimed at, by threads: 1, 2 or best
 */
public record Workload(String name, String description, Work work, Map<String, Double> wanted) {
    /** All of them, in the order in which they are run. */
    public static List<Workload> all() {
        return List.of(
                mlp("mlp64-relu", Activation.RELU, 64, Map.of("best", 2.5)),
                mlp("mlp128-relu", Activation.RELU, 128, Map.of("best", 2.0)),
                mlp("mlp512-relu", Activation.RELU, 512, Map.of("1", 1.3, "best", 2.0)),
                mlp("mlp512-tanh", Activation.TANH, 512, Map.of("1", 1.15, "best", 1.8)),
                mlp("mlp512-softplus", Activation.SOFTPLUS, 512, Map.of("1", 1.15, "best", 1.8)),
                product(512),
                product(1024));
    }

    private static Workload mlp(String name, Activation activation, int width, Map<String, Double> wanted) {
        Sequential critic = Sequential.mlp(activation, 2, width, width, width, 1);
        return new Workload(
                name,
                "critic step with penalty, 2-" + width + "-" + width + "-" + width + "-1 " + activation.label()
                        + ", batch 256",
                new Work.CriticStep(critic, Shape.of(2), 256, true),
                wanted);
    }

    private static Workload product(int n) {
        return new Workload("matmul-" + n, "matrix product " + n + "³", new Work.Product(n), Map.of("1", 0.9));
    }

    /** The one of a name. */
    public static Workload named(String name) {
        return all().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + String.join(", ", all().stream().map(Workload::name).toList()) + "; found " + name));
    }
}
