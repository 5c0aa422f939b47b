package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Samples;
import dev.nabla2.bench.compare.Step;
import dev.nabla2.bench.compare.Work;
import dev.nabla2.engine.Backends;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A step of consensus optimisation with {@code torch::autograd::grad}. */
final class TorchConsensus implements Step {
    private final Work.Consensus work;
    private final TorchNetwork critic;
    private final TorchNetwork generator;
    private final TensorVector criticParameters;
    private final TensorVector generatorParameters;
    private final TensorVector both;
    private final TorchAdam adam;
    private final Tensor real;
    private final Tensor noise;

    TorchConsensus(Work.Consensus work) {
        this.work = work;
        this.critic = new TorchNetwork(work.critic(), Samples.weights(Backends.reference(), "critic", work.critic()));
        this.generator = new TorchNetwork(
                work.generator(), Samples.weights(Backends.reference(), "generator", work.generator()));
        this.criticParameters = critic.vector();
        this.generatorParameters = generator.vector();
        List<Tensor> all = new ArrayList<>(critic.parameters());
        all.addAll(generator.parameters());
        this.both = new TensorVector(all.toArray(Tensor[]::new));
        this.adam = new TorchAdam(all);
        this.real = Tensors.of(
                Samples.normal("real", work.batch() * work.sample().size()),
                Samples.batch(work.batch(), work.sample()).extents());
        this.noise = Tensors.of(Samples.normal("noise", work.batch() * work.latent()), work.batch(), work.latent());
    }

    /**
     * Half the squared norm of v, and the direction of each parameter.
     *
     * @param half ½‖v‖²
     * @param along v + γ ∇½‖v‖²
     */
    private record Directions(Tensor half, TensorVector along) {}

    private Directions directions() {
        Tensor onReal = critic.apply(real);
        Tensor onFake = critic.apply(generator.apply(noise));
        Tensor criticLoss =
                torch.softplus(onReal.neg()).mean().add(torch.softplus(onFake).mean());
        Tensor generatorLoss = torch.softplus(onFake.neg()).mean();
        TensorVector ofCritic = Gradients.recorded(criticLoss, criticParameters);
        TensorVector ofGenerator = Gradients.recorded(generatorLoss, generatorParameters);
        TensorVector flat = new TensorVector();
        for (TensorVector part : List.of(ofCritic, ofGenerator)) {
            for (long i = 0; i < part.size(); i++) {
                flat.push_back(part.get(i).flatten());
            }
        }
        Tensor half = torch.cat(flat).square().sum().mul(new Scalar(0.5));
        TensorVector along = torch.grad(new TensorVector(half.mul(new Scalar(work.gamma()))), both);
        long critics = ofCritic.size();
        for (long i = 0; i < along.size(); i++) {
            Tensor v = i < critics ? ofCritic.get(i) : ofGenerator.get(i - critics);
            along.get(i).add_(v.detach());
        }
        return new Directions(half, along);
    }

    @Override
    public void run() {
        try (PointerScope scope = new PointerScope()) {
            adam.step(directions().along());
        }
    }

    @Override
    public List<float[]> first() {
        Directions directions = directions();
        List<float[]> all = new ArrayList<>(List.of(Tensors.floats(directions.half())));
        TensorVector critics = new TensorVector();
        TensorVector generators = new TensorVector();
        for (long i = 0; i < directions.along().size(); i++) {
            (i < criticParameters.size() ? critics : generators)
                    .push_back(directions.along().get(i));
        }
        all.addAll(critic.laidOut(critics));
        all.addAll(generator.laidOut(generators));
        return all;
    }
}
