package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Pictures;
import dev.nabla2.bench.compare.Samples;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** An iteration of WGAN-GP, with noise from PyTorch's own generator. */
final class TorchIteration implements Step {
    private final Work.Iteration work;
    private final TorchNetwork critic;
    private final TorchNetwork generator;
    private final TensorVector criticParameters;
    private final TensorVector generatorParameters;
    private final TorchAdam criticAdam;
    private final TorchAdam generatorAdam;
    private final Pictures pictures = Pictures.pool();
    private final Tensor pool;

    TorchIteration(Work.Iteration work) {
        this.work = work;
        this.critic = new TorchNetwork(work.critic(), Samples.weights(Backends.reference(), "critic", work.critic()));
        this.generator = new TorchNetwork(
                work.generator(), Samples.weights(Backends.reference(), "generator", work.generator()));
        this.criticParameters = critic.vector();
        this.generatorParameters = generator.vector();
        this.criticAdam = new TorchAdam(critic.parameters());
        this.generatorAdam = new TorchAdam(generator.parameters());
        this.pool = images(pictures.pixels(), Pictures.COUNT);
    }

    private Tensor images(double[] pixels, int count) {
        return Tensors.of(pixels, Samples.batch(count, pictures.sampleShape()).extents());
    }

    @Override
    public void run() {
        for (int i = 0; i < work.criticSteps(); i++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor picked = torch.randint(Pictures.COUNT, new long[] {work.batch()});
                Tensor loss = Gradients.criticLoss(
                        critic,
                        pool.index_select(0, picked),
                        fake(torch.randn(work.batch(), work.latent())),
                        torch.rand(work.batch(), 1, 1, 1));
                criticAdam.step(torch.grad(new TensorVector(loss), criticParameters));
            }
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor loss = generatorLoss(torch.randn(work.batch(), work.latent()));
            generatorAdam.step(torch.grad(new TensorVector(loss), generatorParameters));
        }
    }

    private Tensor fake(Tensor noise) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return generator.apply(noise);
        }
    }

    private Tensor generatorLoss(Tensor noise) {
        return critic.apply(generator.apply(noise)).mean().neg();
    }

    /** With the numbers that the game would draw on our side. */
    @Override
    public List<float[]> first() {
        int batch = work.batch();
        Tensor noise = Tensors.of(Samples.normal("noise", batch * work.latent()), batch, work.latent());
        Tensor real = images(pictures.draw(Samples.RANDOM.fold("real"), batch), batch);
        Tensor alpha = Tensors.of(
                Samples.uniform("penalty", batch), Shape.of(batch, 1, 1, 1).extents());
        Tensor criticLoss = Gradients.criticLoss(critic, real, fake(noise), alpha);
        List<float[]> all = new ArrayList<>(List.of(Tensors.floats(criticLoss)));
        all.addAll(critic.laidOut(torch.grad(new TensorVector(criticLoss), criticParameters)));
        Tensor generatorLoss = generatorLoss(noise);
        all.add(Tensors.floats(generatorLoss));
        all.addAll(generator.laidOut(torch.grad(new TensorVector(generatorLoss), generatorParameters)));
        return all;
    }
}
