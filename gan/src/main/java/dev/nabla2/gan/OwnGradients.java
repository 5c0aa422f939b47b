package dev.nabla2.gan;

import dev.nabla2.nn.Parameters;
import java.util.List;

/** Each player's gradient of its own loss by its own parameters. */
record OwnGradients() implements Field {
    @Override
    public Parameters directions(Recording at, Parameters players) {
        List<String> names = at.players();
        Parameters directions = Parameters.none();
        for (int i = 0; i < names.size(); i++) {
            String player = names.get(i);
            Parameters own = players.below(player);
            boolean last = i + 1 == names.size();
            // A last gradient gives back what it walks over, which the other players' losses may need.
            Parameters gradient = last
                    ? at.lastGradient(at.loss(player), own)
                    : at.direction(at.tape().gradient(at.loss(player), own));
            directions = directions.and(player, gradient);
        }
        return directions;
    }

    @Override
    public String conventions() {
        return "each down its own gradient";
    }
}
