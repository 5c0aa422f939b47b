package dev.nabla2.lab.cost;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The most bytes that one update of a penalised critic takes at any one time: a Wasserstein loss of real and generated samples, the
 * penalty, and the gradient by the critic's parameters. Parameters and samples, which are there anyway, do not count.
 *
 * @param recorded with a gradient that is recorded, so that it could be differentiated again
 * @param freeing with a last gradient, which frees what it goes over
 * @param checkpointed with a last gradient of a critic that keeps nothing of what it computes on the way
 * @param replayed as a program, whose results share memory as they come and go; that of the gradient is among it
 */
public record PenaltyMemory(long recorded, long freeing, long checkpointed, long replayed) {
    /**
     * Measures one update of each kind.
     *
     * @param critic maps samples to values {@code [batch, 1]}
     * @param penalty what is added to its loss
     * @param sample the shape of a sample
     * @param batch how many real samples there are, and how many generated ones
     */
    public static PenaltyMemory measure(Backend backend, Layer critic, Penalty penalty, Shape sample, int batch) {
        Update update = new Update(backend, critic, penalty, sample, batch);
        return new PenaltyMemory(
                update.peak(false, Tape::gradient),
                update.peak(false, Tape::lastGradient),
                update.peak(true, Tape::lastGradient),
                update.replayed());
    }

    private interface Gradient {
        Parameters of(Tape tape, Tensor loss, Parameters theta);
    }

    private record Update(Backend backend, Layer critic, Penalty penalty, Shape sample, int batch) {
        long peak(boolean checkpointed, Gradient gradient) {
            RandomStream random = RandomStream.of(1);
            try (Tape tape = new Tape()) {
                Parameters theta = tape.watch(critic.initialise(backend, random.fold("critic")));
                UnaryOperator<Tensor> values =
                        x -> checkpointed ? tape.checkpoint(critic::apply, theta, x) : critic.apply(theta, x);
                Tensor real = tape.constant(samples(random.fold("real")));
                Tensor fake = tape.constant(samples(random.fold("fake")));
                Draws draws = Draws.of(tape, backend, random.fold("penalty"));
                Tensor loss = loss(new Penalty.Setting(tape, values, real, fake, draws));
                if (!gradient.of(tape, loss, theta).isFinite()) {
                    throw new IllegalStateException(
                            "penalty memory: expected a finite gradient, found NaN or infinity");
                }
                return tape.peakBytes();
            }
        }

        long replayed() {
            RandomStream random = RandomStream.of(1);
            Parameters start = critic.initialise(backend, random.fold("critic"));
            List<Tensor> inputs = new ArrayList<>(start.tensors());
            inputs.add(samples(random.fold("real")));
            inputs.add(samples(random.fold("fake")));
            Program.Body body = (tape, in, draws) -> {
                Parameters theta = tape.watch(start.with(in.subList(0, in.size() - 2)));
                Tensor real = in.get(in.size() - 2);
                Tensor fake = in.get(in.size() - 1);
                Tensor loss = loss(new Penalty.Setting(tape, x -> critic.apply(theta, x), real, fake, draws));
                return tape.lastGradient(loss, theta).tensors();
            };
            try (Program program = new Program(backend, body)) {
                program.run(inputs, random);
                return program.bytes();
            }
        }

        private Tensor loss(Penalty.Setting at) {
            Tensor loss = Objective.wasserstein()
                    .criticLoss(at.critic().apply(at.real()), at.critic().apply(at.fake()));
            return penalty.term(at).map(term -> loss.add(term.value())).orElse(loss);
        }

        private Tensor samples(RandomStream random) {
            int[] extents = new int[sample.rank() + 1];
            extents[0] = batch;
            System.arraycopy(sample.extents(), 0, extents, 1, sample.rank());
            Shape shape = Shape.of(extents);
            return Tensor.of(backend, shape, random.normal(shape.size()));
        }
    }
}
