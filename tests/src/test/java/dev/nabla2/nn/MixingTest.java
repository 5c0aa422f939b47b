package dev.nabla2.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixingTest {
    private static final RandomStream RANDOM = RandomStream.of(8);

    static Stream<LayerExample> layers() {
        Layer norm = new BatchNorm(3);
        Layer same = new Sequential(List.of());
        Stream<LayerExample> composed = Stream.of(
                        new Sequential(List.of(Activation.TANH, norm)),
                        new Residual(norm, same),
                        new Residual(same, norm))
                .map(layer -> new LayerExample(layer.toString(), layer, dev.nabla2.engine.Shape.of(4, 3)));
        return Stream.concat(LayerExample.all().stream(), composed)
                .filter(example -> example.classes() == 0 && example.input().extent(0) > 1);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerMixesSamplesJustWhenTheFirstComesOutOtherwiseBesideOtherOnes(LayerExample example) {
        int size = example.input().size() / example.input().extent(0);
        double[] numbers = RANDOM.normal(example.input().size());
        double[] first = output(example, numbers);
        double[] changed = numbers.clone();
        for (int i = size; i < changed.length; i++) {
            changed[i] = -1.5 * changed[i] + 0.3;
        }
        int outputs = first.length / example.input().extent(0);
        double[] then = output(example, changed);
        boolean other = !Arrays.equals(Arrays.copyOf(first, outputs), Arrays.copyOf(then, outputs));
        assertEquals(example.layer().mixesSamples(), other, example.name());
    }

    private static double[] output(LayerExample example, double[] numbers) {
        Backend backend = Backends.reference();
        try (Tape tape = new Tape()) {
            Pass pass = example.pass(
                    Draws.of(tape, backend, RANDOM),
                    example.layer().memory(backend).map(tape::constant));
            return example.layer()
                    .apply(
                            example.layer().initialise(backend, RANDOM).map(tape::constant),
                            tape.constant(Tensor.of(backend, example.input(), numbers)),
                            pass)
                    .toDoubles();
        }
    }
}
