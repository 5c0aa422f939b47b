package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Setting;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Numbers from one side to the other. */
final class Tensors {
    private Tensors() {}

    static Tensor of(dev.nabla2.engine.Tensor tensor) {
        return of(tensor.toFloats(), tensor.shape().extents());
    }

    static Tensor of(double[] numbers, int... extents) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return of(floats, extents);
    }

    private static Tensor of(float[] floats, int... extents) {
        return torch.tensor(floats)
                .reshape(Arrays.stream(extents).asLongStream().toArray());
    }

    /** A tensor of images in the order of axes in which this variant keeps them. */
    static Tensor laidOut(Tensor tensor) {
        return tensor.dim() == 4 && Setting.isVariant(Setting.CHANNELS_LAST)
                ? tensor.contiguous(torch.MemoryFormat.ChannelsLast)
                : tensor;
    }

    static float[] floats(Tensor tensor) {
        Tensor dense = tensor.contiguous();
        float[] floats = new float[(int) dense.numel()];
        new FloatPointer(dense.data_ptr_float()).get(floats);
        return floats;
    }
}
