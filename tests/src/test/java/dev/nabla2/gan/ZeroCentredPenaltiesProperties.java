package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.FiniteDifferences;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sequential;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The gradients of the penalties on squared slopes against differences, over random smooth critics: nothing is near a kink. */
class ZeroCentredPenaltiesProperties {
    private static final double RELATIVE = 1e-6;

    @Provide
    Arbitrary<Penalty> penalties() {
        return Arbitraries.of(ZeroCentredPenaltiesTest.penalties().toList());
    }

    @Provide
    Arbitrary<Activation> smooth() {
        return Arbitraries.of(
                List.of(Activation.SOFTPLUS, Activation.TANH, Activation.SIGMOID, Activation.GELU, Activation.SILU));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void thePenaltysGradientAgreesWithDifferences(
            @ForAll("penalties") Penalty penalty,
            @ForAll("smooth") Activation activation,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 3) int features,
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        Sequential critic = Sequential.mlp(activation, features, width, width, 1);
        Parameters theta = critic.initialise(Backends.reference(), RandomStream.of(seed))
                .map(w -> w.add(normal(w.shape(), seed + 1).mul(0.3)));
        Parameters direction = theta.map(w -> normal(w.shape(), seed + 2));
        Tensor real = normal(Shape.of(3, features), seed + 3);
        Tensor fake = normal(Shape.of(3, features), seed + 4);
        double found;
        try (Tape tape = new Tape()) {
            Parameters at = tape.watch(theta);
            found =
                    tape
                            .gradient(term(tape, penalty, critic, at, real, fake), at)
                            .zip(direction, Tensor::dot)
                            .tensors()
                            .stream()
                            .mapToDouble(Tensor::item)
                            .sum();
        }
        FiniteDifferences.Estimate expected = FiniteDifferences.derivative(t -> {
            try (Tape tape = new Tape()) {
                Parameters at = tape.watch(theta.zip(direction, (w, d) -> w.add(d.mul(t))));
                return term(tape, penalty, critic, at, real, fake).item();
            }
        });
        double scale = Math.max(1, Math.abs(found));
        Assume.that(expected.error() < 0.1 * RELATIVE * scale);
        assertEquals(expected.value(), found, RELATIVE * scale);
    }

    private static Tensor term(Tape tape, Penalty penalty, Sequential critic, Parameters at, Tensor real, Tensor fake) {
        return penalty.term(new Penalty.Setting(tape, x -> critic.apply(at, x), real, fake, RandomStream.of(9)))
                .orElseThrow()
                .value();
    }

    private static Tensor normal(Shape shape, long seed) {
        return Tensor.of(
                Backends.reference(),
                shape,
                RandomStream.of(seed).fold(shape.toString()).normal(shape.size()));
    }
}
