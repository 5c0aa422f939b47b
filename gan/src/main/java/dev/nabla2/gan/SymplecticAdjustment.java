package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * v + λ Aᵀv with A = ½ (J − Jᵀ), J the Jacobian of the players' gradients v (Balduzzi et al. 2018, algorithm 1).
 *
 * <p>Jᵀv is the gradient of ½‖v‖², Jv a pushforward along v. Aligned, λ has the sign of ⟨v, Jᵀv⟩⟨Aᵀv, Jᵀv⟩ / d + ε with d the number
 * of parameters and ε = 1/10, which is the paper's criterion.
 *
 * @param lambda λ, or its size where it is aligned
 * @param aligned whether its sign is chosen at each step
 */
record SymplecticAdjustment(double lambda, boolean aligned) implements Field {
    private static final double EPSILON = 0.1;

    SymplecticAdjustment {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("symplectic: expected a finite lambda of at least 0, found " + lambda);
        }
    }

    @Override
    public Parameters directions(Recording at, Parameters players) {
        Parameters gradients = Consensus.gradients(at, players);
        Parameters v = at.direction(gradients);
        Tensor pushed = at.tape().pushforward(gradients.flatten(), players.tensors(), v.tensors());
        Parameters jv = at.direction(like(v, pushed));
        Parameters jtv = at.lastGradient(Squares.sum(gradients).mul(0.5), players);
        Parameters adjustment = jtv.zip(jv, (a, b) -> a.sub(b).mul(0.5));
        if (!aligned) {
            return v.zip(adjustment, (a, b) -> a.add(b.mul(lambda)));
        }
        Tensor criterion = Squares.dot(v, jtv).mul(Squares.dot(adjustment, jtv)).mul(1.0 / v.count());
        Tensor signed = criterion.add(EPSILON).sign().mul(lambda);
        return v.zip(adjustment, (a, b) -> a.add(b.mul(signed)));
    }

    /** A vector cut into a tree. */
    private static Parameters like(Parameters tree, Tensor vector) {
        List<Tensor> parts = new ArrayList<>();
        int from = 0;
        for (Tensor part : tree.tensors()) {
            int to = from + part.shape().size();
            parts.add(vector.slice(0, from, to).reshape(part.shape()));
            from = to;
        }
        return tree.with(parts);
    }

    @Override
    public String conventions() {
        return "each along v + λ Aᵀv; v the gradients of the players' losses with their penalties, A = ½ (J − Jᵀ), λ = "
                + (aligned ? "±" : "") + lambda + (aligned ? " aligned with ε = " + EPSILON : "");
    }
}
