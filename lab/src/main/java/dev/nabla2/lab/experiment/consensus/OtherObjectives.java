package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Objective;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import java.util.List;
import java.util.stream.Stream;

/** Whether consensus helps where the game is not zero-sum (non-saturating), and where it has no logistic function (Wasserstein). */
final class OtherObjectives {
    private static final Contender NON_SATURATING = new Contender(
            "non-saturating-simultaneous", "non-saturating", Objective.nonSaturating(), Dynamics.simultaneous());

    private static final Contender NON_SATURATING_CONSENSUS = new Contender(
            "non-saturating-consensus", "non-saturating + \u03b3 10", Objective.nonSaturating(), Mixtures.consensus());

    private static final Contender WASSERSTEIN =
            new Contender("wasserstein-simultaneous", "Wasserstein", Objective.wasserstein(), Dynamics.simultaneous());

    private static final Contender WASSERSTEIN_CONSENSUS = new Contender(
            "wasserstein-consensus", "Wasserstein + \u03b3 10", Objective.wasserstein(), Mixtures.consensus());

    private static final List<Contender> OWN =
            List.of(NON_SATURATING, NON_SATURATING_CONSENSUS, WASSERSTEIN, WASSERSTEIN_CONSENSUS);

    private OtherObjectives() {}

    static List<Part> parts(Conditions conditions) {
        return new RateGrid(OWN, conditions).parts();
    }

    static Findings findings(Conditions conditions, Results results) {
        RateGrid grid = new RateGrid(
                Stream.concat(Stream.of(LearningRates.SIMULTANEOUS, LearningRates.CONSENSUS), OWN.stream())
                        .toList(),
                conditions);
        List<Claim> claims = List.of(
                claim(
                        results,
                        grid,
                        "It helps where the game is not zero-sum, with the non-saturating objective, for which the theory says nothing"
                                + " (section 6; the reviewers\u2019 question).",
                        NON_SATURATING,
                        NON_SATURATING_CONSENSUS),
                claim(
                        results,
                        grid,
                        "It helps with the Wasserstein objective, here with nothing else that holds the critic back.",
                        WASSERSTEIN,
                        WASSERSTEIN_CONSENSUS));
        return new Findings(
                claims,
                List.of(grid.byRate(results, "Objectives"), grid.samples(results, "Samples of three objectives")),
                List.of(grid.table(results, "Three objectives, without and with consensus")));
    }

    private static Claim claim(Results results, RateGrid grid, String known, Contender without, Contender with) {
        RateGrid.Score plain = grid.best(results, without);
        RateGrid.Score consensus = grid.best(results, with);
        return Claim.judged(
                known,
                "Without it " + LearningRates.said(plain) + ", with it " + LearningRates.said(consensus) + ", "
                        + Format.number(plain.distance() / consensus.distance())
                        + " times as near. Judged: nearer.",
                consensus.distance() < plain.distance(),
                "\u03b3 = 10 was chosen by the paper for another objective.");
    }
}
