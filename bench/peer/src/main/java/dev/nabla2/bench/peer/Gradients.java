package dev.nabla2.bench.peer;

import dev.nabla2.bench.compare.Setting;
import dev.nabla2.bench.compare.Work;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Gradients that can be differentiated again. */
final class Gradients {
    private Gradients() {}

    static Tensor recorded(Tensor y, Tensor x) {
        return recorded(y, new TensorVector(x)).get(0);
    }

    static TensorVector recorded(Tensor y, TensorVector xs) {
        return torch.grad(new TensorVector(y), xs, new TensorVector(), new BoolOptional(true), true, false);
    }

    /** A critic's loss (Gulrajani et al. 2017, equation 3). */
    static Tensor criticLoss(TorchNetwork critic, Tensor real, Tensor fake, Tensor alpha) {
        Tensor x = fake.add(real.sub(fake).mul(alpha)).requires_grad_();
        Tensor slope = recorded(critic.apply(x).sum(), x);
        Tensor norm = slope.flatten(1, -1).norm(new ScalarOptional(new Scalar(2)), 1);
        Tensor penalty = norm.sub(new Scalar(1)).square().mean();
        return objective(critic, real, fake).add(penalty, new Scalar(Work.LAMBDA));
    }

    /** As {@link #criticLoss}, without the penalty. */
    static Tensor objective(TorchNetwork critic, Tensor real, Tensor fake) {
        if (Setting.isVariant(Setting.JOINED)) {
            long batch = fake.size(0);
            Tensor values = critic.apply(torch.cat(new TensorVector(fake, real)));
            return values.narrow(0, 0, batch)
                    .mean()
                    .sub(values.narrow(0, batch, batch).mean());
        }
        return critic.apply(fake).mean().sub(critic.apply(real).mean());
    }
}
