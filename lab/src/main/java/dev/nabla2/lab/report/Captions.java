package dev.nabla2.lab.report;

import dev.nabla2.gan.data.Images;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.RunResult;

/** What each picture shows, in two sentences. */
final class Captions {
    private Captions() {}

    static String samples(RunResult result) {
        if (result.data() instanceof Images) {
            return "The first picture shows real images, the others images generated from the same latent points after different "
                    + "numbers of steps. What to look for is shapes that close as the real ones do, and different ones in different "
                    + "places: equal ones everywhere mean that the generator has collapsed.";
        }
        String common =
                "Generated points are orange, over real ones in blue; all are drawn from the same latent points after different "
                        + "numbers of steps. ";
        return result.real().modes().isPresent()
                ? common
                        + "Threads between the modes are where the generator, a continuous map, crosses from one to the next."
                : common
                        + "Points beside the blue ones are where the generator, a continuous map, has not yet been bent to them.";
    }

    static String surface(RunResult result) {
        String likes = result.settings().objective().choice() == ObjectiveChoice.ENERGY
                ? "gives a low energy to"
                : "rates highly";
        return "Colours and contour lines show the final critic\u2019s value at each point of the plane, with real and generated points "
                + "over it; the scale covers the values among them and as much again to either side. The critic "
                + likes + " what looks real: where the lines lie even and close it pushes samples "
                + "along, and a flat surface has nothing to teach the generator.";
    }

    static String quality(RunResult result) {
        if (result.judge().isPresent()) {
            return "The Fréchet distance of generated images from real ones, by the features of a classifier, at some forty times in "
                    + "training; lower is better. The dashed line is the distance between two sets of real images: nothing can be "
                    + "expected below it.";
        }
        return result.real().modes().isPresent()
                ? "The share of generated samples within three standard deviations of a mode, at some forty times in training. The dashed line "
                        + "is what real data score: nothing can be expected above it."
                : "The sliced Wasserstein distance of generated samples from real ones, at some forty times in training; lower is better. The "
                        + "dashed line is the distance between two sets of real samples: nothing can be expected below it.";
    }

    static String slope(RunResult result) {
        String what =
                "The mean norm of the critic\u2019s gradient where it was penalised, or between real and generated samples";
        PenaltyChoice penalty = result.settings().penalty().choice();
        if (penalty.hasCentre()) {
            return what
                    + (penalty == PenaltyChoice.ONE_SIDED
                            ? ". The penalty pulls it down to the dashed line where it is above."
                            : ". The penalty pulls it to the dashed line.")
                    + " A critic of slope 1 measures the Wasserstein distance; a much"
                    + " steeper one gives unstable gradients.";
        }
        if (result.settings().clips()) {
            return what + ". Clipping the weights bounds it only indirectly, so that it may settle far from 1.";
        }
        return what + "; a very steep critic gives unstable gradients, a flat one nothing to learn from.";
    }

    static String loss(RunResult result) {
        String meaning = result.settings().objective().choice() == ObjectiveChoice.WASSERSTEIN
                ? ", whose negative estimates how far generated data are from real data: it should rise towards zero."
                : ", as the objective defines it.";
        return "The critic\u2019s loss without the penalty" + meaning
                + " The faint band spans the single steps, the line is their running mean"
                + (result.settings().penalty().choice().isTerm() ? ", and the penalty is drawn beside it." : ".");
    }

    static String generatorLoss(RunResult result) {
        if (result.settings().objective().choice() != ObjectiveChoice.WASSERSTEIN) {
            return "The generator\u2019s loss, as the objective defines it; large swings tell of players that chase each other.";
        }
        return "Minus the critic\u2019s mean value on generated samples. Its level says nothing, because a critic may add any constant to "
                + "its values; large swings tell of players that chase each other.";
    }
}
