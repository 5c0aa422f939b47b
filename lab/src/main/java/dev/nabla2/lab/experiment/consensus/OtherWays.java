package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gamma;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GradientLimit;
import dev.nabla2.gan.Objective;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the reviewers asked to see beside consensus: another γ, an adaptive one, the regulariser on one player, clipped gradients. */
final class OtherWays {
    private static final Contender WEAK = new Contender(
            "consensus-1", "consensus, \u03b3 1", Objective.minimax(), Dynamics.consensus(new Gamma.Fixed(1)));

    private static final Contender ADAPTIVE = new Contender(
            "adaptive", "adaptive \u03b3", Objective.minimax(), Dynamics.consensus(new Gamma.Adaptive(3)));

    private static final Contender CRITIC = new Contender(
            "critic-only",
            "critic only, \u03b3 10",
            Objective.minimax(),
            Dynamics.consensus(new Gamma.Fixed(Mixtures.GAMMA), Gan.CRITIC));

    private static final Contender GENERATOR = new Contender(
            "generator-only",
            "generator only, \u03b3 10",
            Objective.minimax(),
            Dynamics.consensus(new Gamma.Fixed(Mixtures.GAMMA), Gan.GENERATOR));

    private static final List<Contender> CLIPPED = Stream.of(0.03, 0.3)
            .map(most -> new Contender(
                    "clipped-" + Format.exact(most),
                    "clipped at " + Format.exact(most),
                    Objective.minimax(),
                    Dynamics.simultaneous(),
                    new GradientLimit.Norm(most)))
            .toList();

    private OtherWays() {}

    private static RateGrid own(Conditions conditions) {
        return new RateGrid(
                Stream.concat(Stream.of(WEAK, ADAPTIVE, CRITIC, GENERATOR), CLIPPED.stream())
                        .toList(),
                conditions);
    }

    /** With those that they are measured by, whose parts are another's. */
    private static RateGrid all(Conditions conditions) {
        return new RateGrid(
                Stream.concat(
                                Stream.of(LearningRates.SIMULTANEOUS, LearningRates.CONSENSUS),
                                own(conditions).contenders().stream())
                        .toList(),
                conditions);
    }

    private static boolean isWorse(RateGrid.Score one, RateGrid.Score other) {
        return one.distance() > other.distance() && one.lost() >= other.lost();
    }

    static List<Part> parts(Conditions conditions) {
        return own(conditions).parts();
    }

    static Findings findings(Conditions conditions, Results results) {
        RateGrid grid = all(conditions);
        RateGrid.Score simultaneous = grid.best(results, LearningRates.SIMULTANEOUS);
        RateGrid.Score consensus = grid.best(results, LearningRates.CONSENSUS);
        RateGrid.Score weak = grid.best(results, WEAK);
        RateGrid.Score adaptive = grid.best(results, ADAPTIVE);
        RateGrid.Score critic = grid.best(results, CRITIC);
        RateGrid.Score generator = grid.best(results, GENERATOR);
        RateGrid.Score clipped = CLIPPED.stream()
                .map(one -> grid.best(results, one))
                .min(Comparator.comparingDouble(RateGrid.Score::distance))
                .orElseThrow();
        String beside = " Simultaneous " + LearningRates.said(simultaneous) + ", consensus "
                + LearningRates.said(consensus) + ".";
        List<Claim> claims = List.of(
                Claim.judged(
                        "How much depends on \u03b3? (The reviewers\u2019 question; known: small \u03b3 leaves eigenvalues near the axis.)",
                        "With \u03b3 1 " + LearningRates.said(weak) + "." + beside
                                + " Judged: \u03b3 1 is farther than \u03b3 10.",
                        weak.distance() > consensus.distance(),
                        "At these rates a weaker regulariser is enough."),
                Claim.judged(
                        "\u03b3 can be adapted, as a multiplier (asked for by the reviewers): as much as makes the regulariser\u2019s gradient"
                                + " three times as long as the players\u2019 own.",
                        LearningRates.said(adaptive) + "." + beside + " Judged: at most 1.5 times as far as \u03b3 10.",
                        adaptive.distance() <= 1.5 * consensus.distance(),
                        "A share that is the same everywhere is a \u03b3 that is smallest where eigenvalues are largest."),
                Claim.counted(
                        "The regulariser must be on both players (asked for by the reviewers: on one?).",
                        "On the critic alone " + LearningRates.said(critic) + ", on the generator alone "
                                + LearningRates.said(generator) + "." + beside
                                + " Judged: each farther than both together, and with no fewer runs lost.",
                        (isWorse(critic, consensus) ? 1 : 0) + (isWorse(generator, consensus) ? 1 : 0),
                        2,
                        "One player that minds the other\u2019s gradient can be enough to stop the rotation."),
                Claim.judged(
                        "Clipped gradients are no substitute (asked for by the reviewers).",
                        "The better of two limits: "
                                + clipped.cell().contender().words() + ", "
                                + LearningRates.said(clipped) + "." + beside
                                + " It had twice the runs. Judged: farther than consensus.",
                        clipped.distance() > consensus.distance(),
                        "RMSProp divides by the length of recent gradients already."));
        List<Contender> drawn = new ArrayList<>(List.of(LearningRates.CONSENSUS, WEAK, ADAPTIVE, CRITIC, GENERATOR));
        drawn.add(clipped.cell().contender());
        return new Findings(
                claims,
                List.of(
                        new RateGrid(drawn, conditions).byRate(results, "Other ways, by learning rate"),
                        new RateGrid(own(conditions).contenders(), conditions)
                                .samples(results, "Samples of other ways")),
                List.of(grid.table(results, "Other ways beside consensus")));
    }
}
