package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Samples;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A critic's step as one writes it with {@code torch::autograd::grad}. */
final class TorchCriticStep implements Step {
    private final Work.CriticStep work;
    private final TorchNetwork critic;
    private final TensorVector parameters;
    private final TorchAdam adam;
    private final Tensor real;
    private final Tensor fake;
    private final Tensor alpha;

    TorchCriticStep(Work.CriticStep work) {
        this.work = work;
        this.critic = new TorchNetwork(work.critic(), Samples.weights(Backends.reference(), "critic", work.critic()));
        this.parameters = critic.vector();
        this.adam = new TorchAdam(critic.parameters());
        Shape samples = Samples.batch(work.batch(), work.sample());
        int[] perSample = samples.extents();
        Arrays.fill(perSample, 1, perSample.length, 1);
        this.real = Tensors.of(Samples.normal("real", samples.size()), samples.extents());
        this.fake = Tensors.of(Samples.normal("fake", samples.size()), samples.extents());
        this.alpha = Tensors.of(Samples.uniform("alpha", work.batch()), perSample);
    }

    private Tensor loss() {
        return work.penalty()
                ? Gradients.criticLoss(critic, real, fake, alpha)
                : Gradients.objective(critic, real, fake);
    }

    @Override
    public void run() {
        try (PointerScope scope = new PointerScope()) {
            adam.step(torch.grad(new TensorVector(loss()), parameters));
        }
    }

    @Override
    public List<float[]> first() {
        Tensor loss = loss();
        List<float[]> all = new ArrayList<>(List.of(Tensors.floats(loss)));
        all.addAll(critic.laidOut(torch.grad(new TensorVector(loss), parameters)));
        return all;
    }
}
