package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Samples;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A matrix product by {@code torch::mm_out}, into memory that is there. */
final class TorchProduct implements Step {
    private final Tensor a;
    private final Tensor b;
    private final Tensor out;

    TorchProduct(Work.Product work) {
        int n = work.n();
        a = Tensors.of(Samples.normal("a", n * n), n, n);
        b = Tensors.of(Samples.normal("b", n * n), n, n);
        out = torch.empty(n, n);
    }

    @Override
    public void run() {
        torch.mm_out(out, a, b).close();
    }

    @Override
    public List<float[]> first() {
        run();
        return List.of(Tensors.floats(out));
    }
}
