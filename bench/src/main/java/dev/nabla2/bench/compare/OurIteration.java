package dev.nabla2.bench.compare;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GradientPenalty;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Pace;
import dev.nabla2.gan.Position;
import dev.nabla2.gan.Programs;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An iteration as the trainer does it. */
final class OurIteration implements Step {
    private final Gan gan;
    private final Dynamics dynamics;
    private final Position position;
    private final Programs programs = Programs.compiled();
    private long steps;

    OurIteration(Work.Iteration work, Backend backend) {
        this.gan = new Gan(
                backend,
                Pictures.pool(),
                work.generator(),
                work.critic(),
                work.latent(),
                work.batch(),
                Objective.wasserstein(),
                GradientPenalty.twoSided(Work.LAMBDA));
        this.dynamics = Dynamics.alternating(work.criticSteps());
        Optimiser adam = new Adam(Work.RATE, Work.BETA1, Work.BETA2);
        Parameters start = Parameters.none()
                .and(Gan.CRITIC, Samples.weights(backend, Gan.CRITIC, work.critic()))
                .and(Gan.GENERATOR, Samples.weights(backend, Gan.GENERATOR, work.generator()));
        this.position = new Position(gan, start, Map.of(Gan.CRITIC, Pace.of(adam), Gan.GENERATOR, Pace.of(adam)));
    }

    @Override
    public void run() {
        RandomStream random = Samples.RANDOM.fold("step").fold(steps++);
        dynamics.step(gan, position, programs, new Dynamics.Step(random, 0, 1), (player, loss, measured) -> {});
    }

    @Override
    public List<float[]> first() {
        List<float[]> all = new ArrayList<>();
        for (String player : gan.players()) {
            try (Tape tape = new Tape()) {
                Parameters own = tape.watch(position.of(player).parameters());
                Parameters others = Parameters.none();
                for (String other : gan.players()) {
                    others = others.and(
                            other,
                            other.equals(player) ? own : position.of(other).parameters());
                }
                Moment start = Moment.start(tape, Draws.of(tape, gan.backend(), Samples.RANDOM));
                Tensor loss = gan.loss(start, player, others).value();
                all.add(loss.toFloats());
                tape.gradient(loss, own).tensors().forEach(gradient -> all.add(gradient.toFloats()));
            }
        }
        return all;
    }

    @Override
    public void close() {
        programs.close();
    }
}
