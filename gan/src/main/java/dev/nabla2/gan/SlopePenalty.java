package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A penalty of the critic's slopes: at some points each slope ‖∇D‖ is charged something, and the mean of the charges over a set of points
 * is added to the critic's loss, weighted.
 */
public interface SlopePenalty extends Penalty {
    /** What the mean charge is multiplied with. */
    double weight();

    /** Where slopes are charged: sets of samples, batch first, whose mean charges are added. */
    List<Tensor> points(Setting at);

    /**
     * What is charged, before the weight.
     *
     * @param squared ‖∇D‖² at each point
     * @return of the same shape
     */
    Tensor charge(Tensor squared);

    @Override
    default Optional<Term> term(Setting at) {
        List<Slopes> sets = points(at).stream()
                .map(x -> Slopes.at(at.tape(), at.critic(), x))
                .toList();
        Tensor value = Slopes.sum(sets.stream().map(s -> charge(s.squared()).mean()));
        Tensor slope = Slopes.sum(sets.stream().map(Slopes::mean));
        return Optional.of(new Term(value.mul(weight()), sets.size() == 1 ? slope : slope.mul(1.0 / sets.size())));
    }
}
