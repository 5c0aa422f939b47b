package dev.nabla2.lab.critic;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Game;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A critic alone against samples that do not follow it: the critic's half of a {@link Gan}, a game of one player.
 *
 * @param backend where it is computed
 * @param critic maps samples to values {@code [batch, 1]}
 * @param pairs the samples
 * @param batch how many of each kind per update
 * @param objective of which only the critic's loss is asked for
 * @param penalty what holds the critic back
 */
public record CriticGame(Backend backend, Layer critic, Pairs pairs, int batch, Objective objective, Penalty penalty)
        implements Game {
    @Override
    public List<String> players() {
        return List.of(Gan.CRITIC);
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        Parameters theta = all.below(Gan.CRITIC);
        Pass judging = Pass.training(at.draws().fold(Gan.CRITIC), at.memory().below(Gan.CRITIC));
        Tensor real =
                at.draws().fold("pair").drawNumbered(shape(), (stream, number) -> pairs.real(stream, number, batch));
        Tensor fake =
                at.draws().fold("pair").drawNumbered(shape(), (stream, number) -> pairs.fake(stream, number, batch));
        Tensor loss = objective.criticLoss(
                critic.apply(theta, real, judging.fold("real")), critic.apply(theta, fake, judging.fold("fake")));
        // As a Gan does: what layers would remember of points that are neither real nor generated is forgotten.
        Pass forgotten = Pass.training(at.draws().fold("penalised"), judging.memory());
        Moment penalised = new Moment(at.tape(), at.draws().fold("penalty"), at.progress(), at.memory());
        Optional<Penalty.Term> term =
                penalty.term(new Penalty.Setting(penalised, x -> critic.apply(theta, x, forgotten), real, fake));
        Tensor whole = term.map(Penalty.Term::value).map(loss::add).orElse(loss);
        return new Loss(whole, Map.of(Gan.OBJECTIVE, loss), Parameters.none().and(Gan.CRITIC, judging.memory()));
    }

    private Shape shape() {
        int[] sample = pairs.sampleShape().extents();
        return Shape.of(
                IntStream.concat(IntStream.of(batch), Arrays.stream(sample)).toArray());
    }

    @Override
    public Parameters memory() {
        return Parameters.none().and(Gan.CRITIC, critic.memory(backend));
    }

    @Override
    public Parameters project(String player, Parameters own) {
        return penalty.project(own);
    }
}
