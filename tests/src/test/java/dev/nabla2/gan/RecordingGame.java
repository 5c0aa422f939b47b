package dev.nabla2.gan;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * A game of two numbers c and g, the critic's and the generator's, that remembers who asked for a loss with which randomness.
 *
 * @param criticLoss the critic's loss of c and g
 * @param generatorLoss the generator's loss of c and g
 * @param turns every question asked, in order
 */
record RecordingGame(BinaryOperator<Tensor> criticLoss, BinaryOperator<Tensor> generatorLoss, List<Turn> turns)
        implements Game {
    record Turn(String player, RandomStream random) {}

    static RecordingGame of(BinaryOperator<Tensor> criticLoss, BinaryOperator<Tensor> generatorLoss) {
        return new RecordingGame(criticLoss, generatorLoss, new ArrayList<>());
    }

    /** The bilinear game: the critic wants c·g small and the generator wants it large. */
    static RecordingGame bilinear() {
        return of(Tensor::mul, (c, g) -> c.mul(g).negate());
    }

    @Override
    public List<String> players() {
        return List.of(Gan.CRITIC, Gan.GENERATOR);
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        at.draws().draw(Shape.SCALAR, stream -> {
            turns.add(new Turn(player, stream));
            return new double[1];
        });
        Tensor c = all.get("critic.w");
        Tensor g = all.get("generator.w");
        BinaryOperator<Tensor> loss = player.equals(Gan.CRITIC) ? criticLoss : generatorLoss;
        return new Loss(loss.apply(c, g), Map.of());
    }

    Position start(double c, double g, Optimiser critic, Optimiser generator) {
        return start(c, g, Pace.of(critic), Pace.of(generator));
    }

    Position start(double c, double g, Pace critic, Pace generator) {
        Parameters all = Parameters.none().and("critic.w", number(c)).and("generator.w", number(g));
        return new Position(this, all, Map.of(Gan.CRITIC, critic, Gan.GENERATOR, generator));
    }

    static double weight(Position position, String player) {
        return position.of(player).parameters().get("w").item();
    }

    private static Tensor number(double value) {
        return Tensor.of(Backends.reference(), Shape.of(1), value);
    }
}
