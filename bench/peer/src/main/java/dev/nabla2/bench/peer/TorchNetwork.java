package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Samples;
import dev.nabla2.engine.Shape;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Convolutional;
import dev.nabla2.nn.ConvolutionalTransposed;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.Flatten;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Rectifier;
import dev.nabla2.nn.Reshape;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A network of this project's layers, read as one of PyTorch's operations. Weights of dense layers are kept as PyTorch
 * keeps them, transposed.
 */
final class TorchNetwork {
    private final Sequential network;
    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Boolean> transposed = new ArrayList<>();

    TorchNetwork(Sequential network, Parameters start) {
        this.network = network;
        for (String name : start.names()) {
            Tensor tensor = Tensors.of(start.get(name));
            boolean turned = tensor.dim() == 2;
            parameters.add((turned ? tensor.t().contiguous() : Tensors.laidOut(tensor)).requires_grad_());
            transposed.add(turned);
        }
    }

    List<Tensor> parameters() {
        return parameters;
    }

    TensorVector vector() {
        return new TensorVector(parameters.toArray(Tensor[]::new));
    }

    /** Gradients as this project lays them out. */
    List<float[]> laidOut(TensorVector gradients) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Tensor gradient = gradients.get(i);
            all.add(Tensors.floats(transposed.get(i) ? gradient.t() : gradient));
        }
        return all;
    }

    Tensor apply(Tensor x) {
        Tensor y = x;
        int next = 0;
        for (Layer layer : network.layers()) {
            y = apply(layer, y, next);
            next += layer instanceof Dense || layer instanceof Convolutional || layer instanceof ConvolutionalTransposed
                    ? 2
                    : 0;
        }
        return y;
    }

    private Tensor apply(Layer layer, Tensor x, int next) {
        if (layer instanceof Dense) {
            return torch.linear(x, parameters.get(next), new TensorOptional(parameters.get(next + 1)));
        }
        if (layer instanceof Convolutional convolution) {
            long[] stride = {convolution.setting().stride().get(0)};
            long[] padding = {convolution.setting().padding().get(0)};
            return torch.conv2d(
                    x,
                    parameters.get(next),
                    new TensorOptional(parameters.get(next + 1)),
                    stride,
                    padding,
                    new long[] {1},
                    1);
        }
        if (layer instanceof ConvolutionalTransposed transposed) {
            return transposed(transposed, x, next);
        }
        if (layer instanceof Reshape reshape) {
            return x.view(longs(Samples.batch((int) x.size(0), reshape.sample())));
        }
        if (layer instanceof Flatten) {
            return x.flatten(1, -1);
        }
        return activation(layer, x);
    }

    private Tensor transposed(ConvolutionalTransposed layer, Tensor x, int next) {
        int stride = layer.setting().stride().get(0);
        int padding = layer.setting().padding().get(0);
        long smallest = (x.size(2) - 1) * stride - 2L * padding + layer.kernel().get(0);
        return torch.conv_transpose2d(
                x,
                parameters.get(next),
                new TensorOptional(parameters.get(next + 1)),
                new long[] {stride},
                new long[] {padding},
                new long[] {layer.extents().get(0) - smallest},
                1,
                1);
    }

    private static long[] longs(Shape shape) {
        return Arrays.stream(shape.extents()).asLongStream().toArray();
    }

    private static Tensor activation(Layer layer, Tensor x) {
        if (layer == Activation.RELU) {
            return torch.relu(x);
        }
        if (layer == Activation.SIGMOID) {
            return torch.sigmoid(x);
        }
        if (layer instanceof Rectifier rectifier) {
            return rectifier.slope() == 0 ? torch.relu(x) : torch.leaky_relu(x, new Scalar(rectifier.slope()));
        }
        if (layer == Activation.TANH) {
            return torch.tanh(x);
        }
        if (layer == Activation.SOFTPLUS) {
            return torch.softplus(x);
        }
        throw new IllegalArgumentException("nobody has written " + layer);
    }
}
