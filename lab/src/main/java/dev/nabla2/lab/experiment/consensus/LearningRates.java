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

/** Simultaneous and alternating steps against consensus, all three tuned alike. */
final class LearningRates {
    private static final int MODES = 8;

    /** The rivals' yardstick, too. */
    static final Contender SIMULTANEOUS =
            new Contender("simultaneous", "simultaneous", Objective.minimax(), Dynamics.simultaneous());

    private static final Contender ALTERNATING =
            new Contender("alternating", "alternating", Objective.minimax(), Dynamics.alternating(1));

    /** The paper's γ, which nobody tuned here. */
    static final Contender CONSENSUS =
            new Contender("consensus", "consensus, \u03b3 10", Objective.minimax(), Mixtures.consensus());

    private LearningRates() {}

    private static RateGrid grid(Conditions conditions) {
        return new RateGrid(List.of(SIMULTANEOUS, ALTERNATING, CONSENSUS), conditions);
    }

    static List<Part> parts(Conditions conditions) {
        return grid(conditions).parts();
    }

    static Findings findings(Conditions conditions, Results results) {
        RateGrid grid = grid(conditions);
        RateGrid.Score simultaneous = grid.best(results, SIMULTANEOUS);
        RateGrid.Score alternating = grid.best(results, ALTERNATING);
        RateGrid.Score consensus = grid.best(results, CONSENSUS);
        double rival = Math.min(simultaneous.distance(), alternating.distance());
        List<Claim> claims = List.of(
                Claim.judged(
                        "Simultaneous steps jump around the modes and do not converge on the mixture of Gaussians (section 6).",
                        "At the best of " + grid.rates().size() + " rates, " + said(simultaneous)
                                + ". Judged: fewer than 8 modes in the median, or more than twice as far as consensus.",
                        simultaneous.modes() < MODES || simultaneous.distance() > 2 * consensus.distance(),
                        "At a rate that suits them they converge as well."),
                Claim.counted(
                        "Consensus converges smoothly to the target, with \u03b3 10 (section 6).",
                        "At the best of the same rates, " + said(consensus) + "; of " + grid.seeds()
                                + " runs there " + consensus.lost()
                                + " ended farther away than the ring\u2019s radius, of simultaneous ones "
                                + simultaneous.lost() + ". Judged: all 8 modes in the median, and no run lost.",
                        (consensus.modes() == MODES ? 1 : 0) + (consensus.lost() == 0 ? 1 : 0),
                        2,
                        "Where the generator\u2019s samples are far away the critic is sure of all, every gradient is short, and the regulariser"
                                + " leads there as well as to an equilibrium."),
                Claim.counted(
                        "It is better when all are tuned alike (the reviewers\u2019 question).",
                        "With " + grid.runs() + " runs each: simultaneous " + said(simultaneous) + "; alternating "
                                + said(alternating) + "; consensus " + said(consensus)
                                + ". At equal steps, of which one of consensus takes longer. Judged: the least median distance, and no more runs"
                                + " lost.",
                        (consensus.distance() < rival ? 1 : 0)
                                + (consensus.lost() <= Math.min(simultaneous.lost(), alternating.lost()) ? 1 : 0),
                        2,
                        "Its good runs are better, and fewer of its runs are good; or with rates as well chosen the others are as near."),
                Claim.judged(
                        "It is less sensitive to the rate.",
                        "Within twice its own least distance at " + grid.goodRates(results, CONSENSUS) + " of "
                                + grid.rates().size() + " rates; simultaneous at "
                                + grid.goodRates(results, SIMULTANEOUS) + ", alternating at "
                                + grid.goodRates(results, ALTERNATING)
                                + ". Judged: the distance at the worst of the rates, " + worst(results, grid)
                                + ", is the least.",
                        grid.worst(results, CONSENSUS)
                                < Math.min(grid.worst(results, SIMULTANEOUS), grid.worst(results, ALTERNATING)),
                        "\u03b3 scales the regulariser, and the rate both: what is too fast for its large eigenvalues is too fast."));
        return new Findings(
                claims,
                List.of(
                        grid.byRate(results, "Learning rates"),
                        grid.overSteps(results, "Each at its best rate"),
                        grid.samples(results, "Samples")),
                List.of(grid.table(results, "Simultaneous, alternating and consensus, tuned alike")));
    }

    private static String worst(Results results, RateGrid grid) {
        return Format.number(grid.worst(results, SIMULTANEOUS)) + " simultaneous, "
                + Format.number(grid.worst(results, ALTERNATING)) + " alternating, "
                + Format.number(grid.worst(results, CONSENSUS)) + " consensus";
    }

    /** A score in words: medians, and how many runs ended farther away than the ring's radius. */
    static String said(RateGrid.Score score) {
        return Format.number(score.modes()) + " of 8 modes at a distance of " + Format.number(score.distance())
                + " (rate " + Format.exact(score.cell().rate()) + ", " + score.lost() + " lost)";
    }
}
