package dev.nabla2.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.AveragePool;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.ConvolutionalTransposed;
import dev.nabla2.nn.GroupNorm;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.MaxPool;
import dev.nabla2.nn.MinibatchDeviation;
import dev.nabla2.nn.MinibatchDiscrimination;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import dev.nabla2.nn.Recurrent;
import dev.nabla2.nn.SpectralNorm;
import dev.nabla2.nn.Upsample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that remember, normalise, pool or recur have PyTorch's outputs, gradients and memories. */
class LayersGoldenTest {
    private static final Initialiser ANY = Initialiser.heNormal(1);
    private static final Map<String, Layer> LAYERS = Map.ofEntries(
            Map.entry("batch-norm-training", new BatchNorm(3)),
            Map.entry("batch-norm-using", new BatchNorm(3)),
            Map.entry("group-norm", new GroupNorm(2, 4, 1e-5)),
            Map.entry("layer-norm", GroupNorm.layer(3)),
            Map.entry("instance-norm", GroupNorm.instance(3)),
            Map.entry(
                    "convolutional-transposed",
                    ConvolutionalTransposed.square(
                            4, 3, 5, Convolution.PLAIN.stride(2).padding(2), 6, ANY)),
            Map.entry("average-pool", new AveragePool(2)),
            Map.entry("max-pool", new MaxPool(2)),
            Map.entry("upsample", new Upsample(2)),
            Map.entry("recurrent-elman", new Recurrent(Recurrent.Cell.ELMAN, 3, 4)),
            Map.entry("recurrent-gru", new Recurrent(Recurrent.Cell.GRU, 3, 4)),
            Map.entry("recurrent-lstm", new Recurrent(Recurrent.Cell.LSTM, 3, 4)),
            Map.entry("spectral-norm", new SpectralNorm(Convolutional.square(3, 4, 2, Convolution.PLAIN, ANY))),
            Map.entry("minibatch-discrimination", new MinibatchDiscrimination(5, 3, 2, ANY)),
            Map.entry("minibatch-deviation", new MinibatchDeviation()));

    static Stream<JsonNode> cases() {
        List<JsonNode> cases = Golden.cases("layers");
        assertEquals(LAYERS.size(), cases.size());
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputGradientsAndMemoryAreTheGoldenOnes(JsonNode golden) {
        check(golden, Backends.reference(), 1e-12);
        check(golden, Backends.cpu(1), 2e-5);
    }

    private static void check(JsonNode golden, Backend backend, double tolerance) {
        String name = golden.required("layer").textValue();
        Layer layer = LAYERS.get(name);
        try (Tape tape = new Tape()) {
            Tensor x = tape.watch(Golden.tensor(backend, golden.required("x")));
            Parameters given = tree(backend, golden.required("parameters"));
            assertEquals(layer.initialise(backend, RandomStream.of(1)).toString(), given.toString(), name);
            Parameters parameters = tape.watch(given);
            Parameters memory = tape.constant(tree(backend, golden.required("memory")));
            Pass pass = name.endsWith("-using")
                    ? Pass.using(memory)
                    : Pass.training(Draws.of(tape, backend, RandomStream.of(1)), memory);
            Tensor y = layer.apply(parameters, x, pass);
            close(name, golden.required("y"), y, tolerance);
            Parameters after = tree(backend, golden.required("after"));
            assertEquals(after.names(), pass.memory().names(), name);
            for (String what : after.names()) {
                close(
                        name + " " + what,
                        golden.required("after").required(what),
                        pass.memory().get(what),
                        tolerance);
            }
            Tensor weighted =
                    y.mul(Golden.tensor(backend, golden.required("weights"))).sum();
            List<Tensor> leaves = new ArrayList<>(List.of(x));
            leaves.addAll(parameters.tensors());
            for (int i = 0; i < leaves.size(); i++) {
                Tensor gradient = tape.gradient(weighted, leaves.get(i));
                close(name + " gradient " + i, golden.required("gradients").get(i), gradient, tolerance);
            }
        }
    }

    private static Parameters tree(Backend backend, JsonNode tensors) {
        Parameters tree = Parameters.none();
        for (Map.Entry<String, JsonNode> entry : tensors.properties()) {
            tree = tree.and(entry.getKey(), Golden.tensor(backend, entry.getValue()));
        }
        return tree;
    }

    private static void close(String what, JsonNode expected, Tensor found, double tolerance) {
        assertEquals(Golden.shape(expected), found.shape(), what);
        assertArrayEquals(Golden.numbers(expected), found.toDoubles(), tolerance * 10, what);
    }
}
