package dev.nabla2.bench.compare;

import dev.nabla2.engine.Cost;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.OptimiserState;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A critic's step as a replayed program, or recorded anew each time, and an update in place. */
final class OurCriticStep implements Step {
    private static final RandomStream NOTHING = RandomStream.of(0);

    private final Work.CriticStep work;
    private final Backend backend;
    private final boolean eager;
    private final List<Tensor> data;
    private final Program program;
    private OptimiserState state;

    OurCriticStep(Work.CriticStep work, Backend backend, boolean eager) {
        this.work = work;
        this.backend = backend;
        this.eager = eager;
        Shape samples = Samples.batch(work.batch(), work.sample());
        int[] perSample = samples.extents();
        Arrays.fill(perSample, 1, perSample.length, 1);
        this.data = List.of(
                Samples.tensor(backend, "real", samples),
                Samples.tensor(backend, "fake", samples),
                Tensor.of(backend, Shape.of(perSample), Samples.uniform("alpha", work.batch())));
        this.state =
                new Adam(Work.RATE, Work.BETA1, Work.BETA2).start(Samples.weights(backend, "critic", work.critic()));
        this.program = new Program(backend, this::gradient);
    }

    private List<Tensor> gradient(Tape tape, List<Tensor> inputs, Draws draws) {
        Parameters theta = theta(tape, inputs);
        Tensor loss = loss(tape, inputs, theta);
        return join(List.of(loss), tape.lastGradient(loss, theta).tensors());
    }

    private Parameters theta(Tape tape, List<Tensor> inputs) {
        return tape.watch(state.parameters().with(inputs.subList(data.size(), inputs.size())));
    }

    private Tensor loss(Tape tape, List<Tensor> inputs, Parameters theta) {
        Tensor real = inputs.get(0);
        Tensor fake = inputs.get(1);
        Layer critic = work.critic();
        Tensor loss =
                critic.apply(theta, fake).mean().sub(critic.apply(theta, real).mean());
        if (!work.penalty()) {
            return loss;
        }
        Tensor x = tape.watch(fake.add(real.sub(fake).mul(inputs.get(2))));
        Tensor slope = tape.gradient(critic.apply(theta, x).sum(), x);
        return loss.add(slope.normPerSample().sub(1).square().mean().mul(Work.LAMBDA));
    }

    /** What the loss and its gradient cost, as they are recorded. */
    Cost cost() {
        try (Tape tape = new Tape()) {
            List<Tensor> inputs = inputs().stream().map(tape::constant).toList();
            Parameters theta = theta(tape, inputs);
            tape.gradient(loss(tape, inputs, theta), theta);
            return tape.cost();
        }
    }

    int weights() {
        return state.parameters().count();
    }

    private static List<Tensor> join(List<Tensor> some, List<Tensor> others) {
        List<Tensor> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private List<Tensor> inputs() {
        return join(data, state.parameters().tensors());
    }

    private List<Tensor> results() {
        return program.run(inputs(), NOTHING);
    }

    @Override
    public void run() {
        if (!eager) {
            update(results());
            return;
        }
        try (Tape tape = new Tape()) {
            List<Tensor> inputs = inputs().stream().map(tape::constant).toList();
            update(gradient(tape, inputs, Draws.of(tape, backend, NOTHING)));
        }
    }

    private void update(List<Tensor> results) {
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
