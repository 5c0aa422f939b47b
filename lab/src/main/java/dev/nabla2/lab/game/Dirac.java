package dev.nabla2.lab.game;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Moment;
import dev.nabla2.gan.Objective;
import dev.nabla2.gan.Penalty;
import dev.nabla2.nn.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Dirac-GAN (Mescheder, Geiger and Nowozin 2018, definition 2.1): all real samples are 0, all generated ones θ, and the critic is
 * D(x) = ψ x.
 *
 * <p>Of {@link Objective#minimax} it is theirs with f(t) = −log(1 + e⁻ᵗ), but that their critic is high for generated samples: its
 * loss is −f(−θψ) and a constant. Both signs have the same eigenvalues.
 *
 * @param objective what the players want
 * @param penalty what holds the critic back
 */
public record Dirac(Objective objective, Penalty penalty) implements ToyGame {
    private static final String PSI = "critic.psi";
    private static final String THETA = "generator.theta";

    @Override
    public List<String> numbers() {
        return List.of(PSI, THETA);
    }

    @Override
    public List<Double> equilibrium() {
        return List.of(0.0, 0.0);
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        int copies = all.get(THETA).shape().size();
        Shape column = Shape.of(copies, 1);
        Tensor psi = all.get(PSI).reshape(column);
        Tensor fake = all.get(THETA).reshape(column);
        Tensor real = at.tape().constant(Tensor.filled(fake.backend(), column, 0));
        // Objectives and penalties are means over a batch, which is one of copies here.
        if (player.equals(Gan.GENERATOR)) {
            return new Loss(
                    objective.generatorLoss(() -> real.mul(psi), fake.mul(psi)).mul(copies), Map.of());
        }
        Tensor loss = objective.criticLoss(real.mul(psi), fake.mul(psi));
        Optional<Penalty.Term> term = penalty.term(new Penalty.Setting(at, x -> x.mul(psi), real, fake));
        return new Loss(
                term.map(Penalty.Term::value).map(loss::add).orElse(loss).mul(copies), Map.of());
    }

    @Override
    public Parameters project(String player, Parameters own) {
        return player.equals(Gan.CRITIC) ? penalty.project(own) : own;
    }

    @Override
    public String words() {
        return "real samples 0, generated ones theta, D(x) = psi x; " + objective.conventions() + "; penalty: "
                + penalty.conventions();
    }
}
