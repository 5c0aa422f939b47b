package dev.nabla2.gan;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import java.util.function.UnaryOperator;

/**
 * The most bytes that one update of a penalised critic takes at any one time: a Wasserstein loss of real and generated samples, the
 * penalty, and the gradient by the critic's parameters. Parameters and samples, which are there anyway, do not count.
 *
 * @param recorded with a gradient that is recorded, so that it could be differentiated again
 * @param freeing with a last gradient, which frees what it goes over
 * @param checkpointed with a last gradient of a critic that keeps nothing of what it computes on the way
 */
public record PenaltyMemory(long recorded, long freeing, long checkpointed) {
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
                update.peak(true, Tape::lastGradient));
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
                Tensor loss = Objective.wasserstein().criticLoss(values.apply(real), values.apply(fake));
                Penalty.Setting setting =
                        new Penalty.Setting(tape, values, real, fake, Draws.of(tape, backend, random.fold("penalty")));
                Tensor penalised = penalty.term(setting)
                        .map(term -> loss.add(term.value()))
                        .orElse(loss);
                if (!gradient.of(tape, penalised, theta).isFinite()) {
                    throw new IllegalStateException(
                            "penalty memory: expected a finite gradient, found NaN or infinity");
                }
                return tape.peakBytes();
            }
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
