package dev.nabla2.bench.compare;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A step of consensus optimisation as a replayed program and an update in place. */
final class OurConsensus implements Step {
    private static final RandomStream NOTHING = RandomStream.of(0);
    private static final String CRITIC = "critic";
    private static final String GENERATOR = "generator";

    private final Work.Consensus work;
    private final List<Tensor> data;
    private final Program program;
    private OptimiserState state;

    OurConsensus(Work.Consensus work, Backend backend) {
        this.work = work;
        this.data = List.of(
                Samples.tensor(backend, "real", Samples.batch(work.batch(), work.sample())),
                Samples.tensor(backend, "noise", Shape.of(work.batch(), work.latent())));
        Parameters start = Parameters.none()
                .and(CRITIC, Samples.weights(backend, CRITIC, work.critic()))
                .and(GENERATOR, Samples.weights(backend, GENERATOR, work.generator()));
        this.state = new Adam(Work.RATE, Work.BETA1, Work.BETA2).start(start);
        this.program = new Program(backend, this::directions);
    }

    private List<Tensor> directions(Tape tape, List<Tensor> inputs, Draws draws) {
        Parameters both = tape.watch(state.parameters().with(inputs.subList(2, inputs.size())));
        Parameters critic = both.below(CRITIC);
        Parameters generator = both.below(GENERATOR);
        Tensor real = work.critic().apply(critic, inputs.get(0));
        Tensor fake = work.critic().apply(critic, work.generator().apply(generator, inputs.get(1)));
        Tensor criticLoss =
                real.negate().softplus(1).mean().add(fake.softplus(1).mean());
        Tensor generatorLoss = fake.negate().softplus(1).mean();
        List<Tensor> v = new ArrayList<>(tape.gradient(criticLoss, critic.tensors()));
        v.addAll(tape.gradient(generatorLoss, generator.tensors()));
        Tensor half = v.stream()
                .map(g -> g.square().sum())
                .reduce(Tensor::add)
                .orElseThrow()
                .mul(0.5);
        List<Tensor> regulariser = tape.gradient(half, both.tensors());
        List<Tensor> results = new ArrayList<>(List.of(half));
        for (int i = 0; i < v.size(); i++) {
            results.add(v.get(i).add(regulariser.get(i).mul(work.gamma())));
        }
        return results;
    }

    private List<Tensor> results() {
        List<Tensor> inputs = new ArrayList<>(data);
        inputs.addAll(state.parameters().tensors());
        return program.run(inputs, NOTHING);
    }

    @Override
    public void run() {
        List<Tensor> results = results();
        state = state.stepInPlace(state.parameters().with(results.subList(1, results.size())), 1);
    }

    @Override
    public List<float[]> first() {
        return results().stream().map(Tensor::toFloats).toList();
    }

    @Override
    public void close() {
        program.close();
    }
}
