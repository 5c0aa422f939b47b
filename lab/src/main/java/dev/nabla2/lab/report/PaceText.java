package dev.nabla2.lab.report;

import dev.nabla2.gan.GradientLimit;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PaceSettings;

/** How fast players moved, in words. */
final class PaceText {
    private PaceText() {}

    static String of(PaceSettings pace) {
        StringBuilder words = new StringBuilder(name(pace.optimiser()));
        if (pace.optimiser() == OptimiserChoice.ADAM) {
            words.append(", betas (")
                    .append(Format.exact(pace.betas().get(0)))
                    .append(", ")
                    .append(Format.exact(pace.betas().get(1)))
                    .append(')');
        }
        words.append(", learning rate ").append(Format.exact(pace.learningRate()));
        if (pace.ratio() != 1) {
            words.append(", the critic\u2019s ")
                    .append(Format.exact(pace.ratio()))
                    .append(" times that");
        }
        words.append(", ").append(pace.schedule().words());
        if (!pace.limit().equals(GradientLimit.none())) {
            words.append("; gradients ").append(pace.limit().conventions());
        }
        pace.average()
                .ifPresent(share -> words.append("; samples of the average of the generator\u2019s weights, of which ")
                        .append(Format.exact(share))
                        .append(" stays at each update"));
        return words.toString();
    }

    private static String name(OptimiserChoice optimiser) {
        return switch (optimiser) {
            case ADAM -> "Adam";
            case RMSPROP -> "RMSProp";
            case SGD -> "plain gradient descent";
        };
    }
}
