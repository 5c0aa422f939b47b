package dev.nabla2.lab.audit;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.KinkPolicy;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.SlopePenalty;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is audited.
 *
 * @param backend where it is computed; with doubles, as differences have few digits to lose
 * @param critic maps samples to values {@code [batch, 1]}; its layers are used, not trained
 * @param memory what its layers remember; nothing, for most
 * @param penalty what is charged for its slopes
 * @param real where real samples come from
 * @param fake where generated ones come from
 */
public record Subject(
        Backend backend, Layer critic, Parameters memory, SlopePenalty penalty, Source real, Source fake) {
    /** Where samples come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Samples, batch first; a pure function of what is drawn. Real and generated ones of a batch are given the same draws.
         *
         * @param count how many
         */
        Tensor samples(Draws draws, int count);
    }

    /** A critic whose layers remember nothing. */
    public Subject(Backend backend, Layer critic, SlopePenalty penalty, Source real, Source fake) {
        this(backend, critic, Parameters.none(), penalty, real, fake);
    }

    /** The same with the second derivative of the critic's rectifiers named. */
    Subject with(SecondDerivative second) {
        return new Subject(backend, critic.with(second), memory, penalty, real, fake);
    }

    /** Whether there are rectifiers in the critic, whose kinks the penalty's gradient misses. */
    public boolean hasRectifiers() {
        AtomicBoolean found = new AtomicBoolean();
        critic.rectified(rectifier -> {
            found.set(true);
            return rectifier;
        });
        return found.get();
    }

    /** How many numbers a sample has. */
    public int dimension() {
        try (Tape tape = new Tape()) {
            return real.samples(Draws.of(tape, backend, RandomStream.of(0)), 1)
                    .shape()
                    .size();
        }
    }

    /** The critic's values. */
    Tensor values(Parameters theta, Tensor points) {
        return critic.apply(theta, points, Pass.using(memory));
    }

    /** The penalty of samples of its own, weighted: a scalar. */
    Tensor value(Tape tape, Parameters theta, Draws draws, int batch) {
        return penalty.term(setting(tape, theta, draws, batch)).orElseThrow().value();
    }

    /** Where slopes are charged. */
    List<Tensor> points(Tape tape, Parameters theta, Draws draws, int batch) {
        return penalty.points(setting(tape, theta, draws, batch));
    }

    /** What is charged at each of some points, weighted: {@code [batch]}. */
    Tensor charges(Tape tape, Parameters theta, Tensor points) {
        Tensor x = tape.watch(points);
        Tensor slope = tape.gradient(values(theta, x).sum(), x);
        Shape perSample = Shape.of(x.shape().extent(0));
        Tensor squared = slope.square().reshape(flat(x.shape())).sumAxes(1, 2).reshape(perSample);
        return penalty.charge(squared).mul(penalty.weight());
    }

    private static Shape flat(Shape shape) {
        int batch = shape.extent(0);
        return Shape.of(batch, Arrays.stream(shape.extents()).skip(1).reduce(1, (a, b) -> a * b));
    }

    /**
     * Refuses a critic whose charges are not each sample's own, or whose slopes jump where nothing would tell of the flux.
     *
     * @throws IllegalArgumentException if it is such a critic
     */
    void check(Parameters theta) {
        if (critic.mixesSamples()) {
            throw unfit(
                    "that keeps samples apart",
                    "one that mixes those of a batch, as batch norm does: the slope at a sample holds other samples'"
                            + " values, and the average over a population is none of single samples' charges");
        }
        if (critic.needsLabels()) {
            throw unfit("of samples alone", "one that asks for their labels");
        }
        List<String> remembered = critic.memory(backend).names();
        if (!memory.names().equals(remembered)) {
            throw unfit(
                    "with the memory of its layers, " + remembered + ", such as running statistics",
                    memory.names().isEmpty() ? "none" : memory.names().toString());
        }
        checkSmooth(theta);
    }

    private static IllegalArgumentException unfit(String expected, String found) {
        return new IllegalArgumentException("audit: expected a critic " + expected + ", found " + found);
    }

    private void checkSmooth(Parameters theta) {
        try (Tape tape = new Tape(KinkPolicy.COUNT)) {
            Parameters watched = tape.constant(theta);
            Tensor x = tape.watch(real.samples(Draws.of(tape, backend, RandomStream.of(0)), 1));
            tape.gradient(values(watched, x).sum(), x);
            tape.kinks().stream().findFirst().ifPresent(kink -> {
                throw unfit(
                        "whose kinks are those of rectifiers, which Layer.rectified can take out",
                        kink.operation() + (kink.place().isEmpty() ? "" : " in " + kink.place()));
            });
        }
    }

    /**
     * Whether slopes are charged at real samples themselves. Where these are finitely many, P jumps as θ moves a kink over one of them and the
     * automatic gradient is exact between jumps: no width of bands has a limit there but that.
     */
    public boolean chargesRealSamples(Parameters theta) {
        try (Tape tape = new Tape()) {
            Penalty.Setting setting =
                    setting(tape, tape.constant(theta), Draws.of(tape, backend, RandomStream.of(0)), 2);
            double[] those = setting.real().toDoubles();
            return penalty.points(setting).stream().anyMatch(points -> Arrays.equals(points.toDoubles(), those));
        }
    }

    private Penalty.Setting setting(Tape tape, Parameters theta, Draws draws, int batch) {
        return new Penalty.Setting(
                tape,
                x -> values(theta, x),
                real.samples(draws.fold("pair"), batch),
                fake.samples(draws.fold("pair"), batch),
                draws.fold("penalty"));
    }
}
