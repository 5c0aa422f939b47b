package dev.nabla2.lab.game;

import dev.nabla2.engine.Tensor;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.Moment;
import dev.nabla2.nn.Parameters;
import java.util.List;
import java.util.Map;

/** The bilinear game f = θφ: the generator owns θ and wants f small, the critic owns φ and wants it large. */
public record Bilinear() implements ToyGame {
    @Override
    public List<String> numbers() {
        return List.of("critic.phi", "generator.theta");
    }

    @Override
    public List<Double> equilibrium() {
        return List.of(0.0, 0.0);
    }

    @Override
    public Loss loss(Moment at, String player, Parameters all) {
        Tensor f = all.get("generator.theta").mul(all.get("critic.phi")).sum();
        return new Loss(player.equals(Gan.GENERATOR) ? f : f.negate(), Map.of());
    }

    @Override
    public String words() {
        return "theta phi for the generator, -theta phi for the critic";
    }
}
