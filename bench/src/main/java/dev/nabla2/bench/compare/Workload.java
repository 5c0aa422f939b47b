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
                new Workload(
                        "conv28-lrelu",
                        "critic step with penalty, 28x28 images, convolutions 64-128-256, leaky-relu, batch 50",
                        new Work.CriticStep(Networks.critic(), Networks.IMAGE, 50, true),
                        Map.of("1", 1.1, "2", 1.2)),
                new Workload(
                        "mnist-iteration",
                        "WGAN-GP on 28x28 images: 5 critic steps, 1 generator step, DIM 64, batch 50",
                        new Work.Iteration(Networks.critic(), Networks.generator(), Networks.LATENT, 50, 5),
                        Map.of("best", 1.1)),
                new Workload(
                        "consensus-mog",
                        "consensus step, generator 16-16x4-2, critic 2-16x4-1, relu, batch 512",
                        new Work.Consensus(
                                Sequential.mlp(Activation.RELU, 2, 16, 16, 16, 16, 1),
                                Sequential.mlp(Activation.RELU, 16, 16, 16, 16, 16, 2),
                                16,
                                Shape.of(2),
                                512,
                                10),
                        Map.of("best", 2.0)),
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
