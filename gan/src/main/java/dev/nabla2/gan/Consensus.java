package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.List;

/**
 * v + γ ∇½‖v‖², where v are the gradients of the players' own losses by their own parameters (Mescheder, Nowozin and Geiger 2017,
 * equation 15; here v descends, there it ascends). Among the losses are their penalties. γ is not differentiated.
 *
 * @param gamma γ
 * @param regularised who adds the regulariser; empty for all
 */
record Consensus(Gamma gamma, List<String> regularised) implements Field {
    Consensus {
        regularised = List.copyOf(regularised);
    }

    @Override
    public Parameters directions(Recording at, Parameters players) {
        Parameters gradients = gradients(at, players);
        Parameters all = at.direction(gradients);
        Parameters subject = subject(at, players);
        Tensor half = Squares.sum(gradients).mul(0.5);
        Parameters regulariser = at.lastGradient(half, subject);
        Tensor weight = gamma.at(at.moment(), at.tape().constant(all), at.tape().constant(regulariser));
        Parameters directions = Parameters.none();
        for (String name : all.names()) {
            Tensor own = all.get(name);
            boolean plain = !subject.names().contains(name);
            directions = directions.and(
                    name, plain ? own : own.add(regulariser.get(name).mul(weight)));
        }
        return directions;
    }

    private Parameters subject(Recording at, Parameters players) {
        if (regularised.isEmpty()) {
            return players;
        }
        Parameters subject = Parameters.none();
        for (String player : regularised) {
            at.checkPlayer("consensus", player);
            subject = subject.and(player, players.below(player));
        }
        return subject;
    }

    /** v, recorded. */
    static Parameters gradients(Recording at, Parameters players) {
        Parameters gradients = Parameters.none();
        for (String player : at.players()) {
            gradients = gradients.and(player, at.tape().gradient(at.loss(player), players.below(player)));
        }
        return gradients;
    }

    @Override
    public String conventions() {
        return "each along v + γ ∇½‖v‖²"
                + (regularised.isEmpty()
                        ? ""
                        : " for " + String.join(" and ", regularised) + ", along v for the others")
                + "; v the gradients of the players' losses with their penalties, " + gamma.conventions();
    }
}
