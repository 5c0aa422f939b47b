package dev.nabla2.bench.compare;

import dev.nabla2.engine.Shape;
import dev.nabla2.gan.network.NetworkPair;
import dev.nabla2.gan.network.WganGp;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the comparison.
 *
 * @param name what it is asked for by
 * @param description what it is, for people
 * @param work what is done
 * @param wanted the peer's time over ours that is aimed at, by threads: 1, 2 or best
 */
public record Workload(String name, String description, Work work, Map<String, Double> wanted) {
    /** What stands after the name of a critic's step that is done without the penalty. */
    static final String WITHOUT = "-without";

    private static final Pattern CRITIC = Pattern.compile("mlp([0-9]+)(?:x([0-9]+))?-([a-z-]+?)(?:-([0-9]+))?");
    private static final Pattern PRODUCT = Pattern.compile("matmul-([0-9]+)");
    private static final int DEPTH = 3;
    private static final int BATCH = 256;
    private static final int LATENT = 128;

    private static final Map<String, Map<String, Double>> WANTED = Map.of(
            "mlp64-relu", Map.of("best", 2.5),
            "mlp128-relu", Map.of("best", 2.0),
            "mlp512-relu", Map.of("1", 1.3, "best", 2.0),
            "mlp512-tanh", Map.of("1", 1.15, "best", 1.8),
            "mlp512-softplus", Map.of("1", 1.15, "best", 1.8),
            "conv28-lrelu", Map.of("1", 1.1, "2", 1.2),
            "mnist-iteration", Map.of("best", 1.1),
            "consensus-mog", Map.of("best", 2.0),
            "matmul-512", Map.of("1", 0.9),
            "matmul-1024", Map.of("1", 0.9));

    /** All that are compared by default, in the order in which they are run. */
    public static List<Workload> all() {
        return List.of(
                named("mlp64-relu"),
                named("mlp128-relu"),
                named("mlp512-relu"),
                named("mlp512-tanh"),
                named("mlp512-softplus"),
                named("conv28-lrelu"),
                named("mnist-iteration"),
                named("consensus-mog"),
                named("matmul-512"),
                named("matmul-1024"));
    }

    /**
     * The one of a name; besides those that are compared by default, {@code mlp512x6-tanh-64} is the critic's step of 6
     * hidden layers of 512 with a batch of 64, {@code -without} after the name of a critic's step leaves the penalty
     * out, and {@code matmul-256} is another product.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload named(String name) {
        boolean penalty = !name.endsWith(WITHOUT);
        String base = penalty ? name : name.substring(0, name.length() - WITHOUT.length());
        Optional<Workload> found = step(name, base, penalty);
        if (penalty) {
            found = found.or(() -> other(name));
        }
        return found.orElseThrow(() -> new IllegalArgumentException("expected one of "
                + String.join(", ", all().stream().map(Workload::name).toList())
                + ", or another size of these such as mlp256x6-tanh-64; found " + name));
    }

    private static Optional<Workload> step(String name, String base, boolean penalty) {
        String kind = penalty ? "critic step with penalty" : "critic step without penalty";
        if (base.equals("conv28-lrelu")) {
            Work work = new Work.CriticStep(mnist().critic(), Pictures.IMAGE, 50, penalty);
            String network = "28x28 images, convolutions 64-128-256, leaky-relu, batch 50";
            return Optional.of(of(name, kind + ", " + network, work));
        }
        Matcher critic = CRITIC.matcher(base);
        if (!critic.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(critic.group(1));
        int depth = critic.group(2) == null ? DEPTH : Integer.parseInt(critic.group(2));
        int batch = critic.group(4) == null ? BATCH : Integer.parseInt(critic.group(4));
        return Arrays.stream(Activation.values())
                .filter(activation -> activation.label().equals(critic.group(3)))
                .findFirst()
                .map(activation -> {
                    Work work = new Work.CriticStep(mlp(activation, 2, width, depth, 1), Shape.of(2), batch, penalty);
                    String network = depth + " hidden layers of " + width + ", " + activation.label();
                    return of(name, kind + ", " + network + ", batch " + batch, work);
                });
    }

    private static Optional<Workload> other(String name) {
        if (name.equals("mnist-iteration")) {
            Work work = new Work.Iteration(mnist().critic(), mnist().generator(), LATENT, 50, 5);
            return Optional.of(
                    of(name, "WGAN-GP on 28x28 images: 5 critic steps, 1 generator step, DIM 64, batch 50", work));
        }
        if (name.equals("consensus-mog")) {
            Sequential critic = mlp(Activation.RELU, 2, 16, 4, 1);
            Sequential generator = mlp(Activation.RELU, 16, 16, 4, 2);
            Work work = new Work.Consensus(critic, generator, 16, Shape.of(2), 512, 10);
            return Optional.of(of(name, "consensus step, generator 16-16x4-2, critic 2-16x4-1, relu, batch 512", work));
        }
        Matcher product = PRODUCT.matcher(name);
        return product.matches()
                ? Optional.of(of(
                        name,
                        "matrix product " + product.group(1) + "³",
                        new Work.Product(Integer.parseInt(product.group(1)))))
                : Optional.empty();
    }

    private static Workload of(String name, String description, Work work) {
        return new Workload(name, description, work, WANTED.getOrDefault(name, Map.of()));
    }

    private static NetworkPair mnist() {
        return WganGp.mnist(Pictures.IMAGE, LATENT, WganGp.MNIST_DIM);
    }

    private static Sequential mlp(Activation activation, int inputs, int width, int depth, int outputs) {
        int[] widths = new int[depth + 2];
        Arrays.fill(widths, width);
        widths[0] = inputs;
        widths[depth + 1] = outputs;
        return Sequential.mlp(activation, widths);
    }
}
