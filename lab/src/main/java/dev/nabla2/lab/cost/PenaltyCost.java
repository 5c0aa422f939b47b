package dev.nabla2.lab.cost;

import dev.nabla2.engine.Cost;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * What the gradient of a gradient penalty costs, stage by stage.
 *
 * @param parameters how many numbers the critic has
 * @param stages one after another
 * @param update the memory that one update of the critic takes, of its whole loss
 */
public record PenaltyCost(int parameters, List<Stage> stages, PenaltyMemory update) {
    /** Copies the list. */
    public PenaltyCost {
        stages = List.copyOf(stages);
    }

    /** The stages' names, in order. */
    public enum Name {
        /** The critic's values. */
        FORWARD,
        /** Their gradient by the inputs. */
        INPUT_GRADIENT,
        /** The penalty on that gradient, and the penalty's gradient by the critic's parameters. */
        PENALTY_GRADIENT
    }

    /**
     * A part of the computation.
     *
     * @param name which
     * @param cost what it costs by itself
     * @param peakBytes the most memory that results took up to its end, parameters and inputs aside
     */
    public record Stage(Name name, Cost cost, long peakBytes) {}

    /** Counts, without computing anything. */
    public static PenaltyCost of(Layer critic, Shape sample, int batch, Precision precision, GradientPenalty penalty) {
        SizesOnly backend = new SizesOnly(precision);
        try (Tape tape = new Tape()) {
            Parameters theta = tape.watch(critic.initialise(backend, RandomStream.of(1)));
            Tensor x = tape.watch(Tensor.filled(backend, batched(sample, batch), 0));
            Tensor values = critic.apply(theta, x).sum();
            Stage forward = new Stage(Name.FORWARD, tape.cost(), tape.peakBytes());
            Tensor gradient = tape.gradient(values, x);
            Stage slopes = new Stage(Name.INPUT_GRADIENT, tape.cost().minus(forward.cost()), tape.peakBytes());
            Cost before = tape.cost();
            tape.gradient(penalty.of(gradient.normPerSample()), theta);
            Stage last = new Stage(Name.PENALTY_GRADIENT, tape.cost().minus(before), tape.peakBytes());
            PenaltyMemory update = PenaltyMemory.measure(backend, critic, penalty, sample, batch);
            return new PenaltyCost(theta.count(), List.of(forward, slopes, last), update);
        }
    }

    private static Shape batched(Shape sample, int batch) {
        int[] extents = new int[sample.rank() + 1];
        Arrays.setAll(extents, axis -> axis == 0 ? batch : sample.extent(axis - 1));
        return Shape.of(extents);
    }

    /** All stages together. */
    public Cost total() {
        return stages.stream().map(Stage::cost).reduce(Cost.NONE, Cost::plus);
    }

    /** The most memory that results took at any time. */
    public long peakBytes() {
        return stages.stream().mapToLong(Stage::peakBytes).max().orElse(0);
    }
}
