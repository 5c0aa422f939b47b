package dev.nabla2.lab.experiment.rivals;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.InstanceNoise;
import dev.nabla2.gan.Logistic;
import dev.nabla2.gan.NoPenalty;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.nn.Adam;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A generator that looks 0, 1, 5 or 10 critic steps ahead, on the ring. */
public final class UnrolledRing implements Experiment {
    private static final int MODES = 8;
    private static final List<Integer> AHEAD = List.of(0, 1, 5, 10);

    @Override
    public String name() {
        return "unrolled";
    }

    @Override
    public String paper() {
        return "Metz, Poole, Pfau and Sohl-Dickstein, \u201cUnrolled generative adversarial networks\u201d, ICLR 2017, section 3.1 and"
                + " appendix A";
    }

    @Override
    public String question() {
        return "On a ring of eight Gaussians, does a generator find the more modes the more critic steps it looks ahead, and does it need to"
                + " see how these steps depend on it?";
    }

    private static Rival rival(Conditions conditions, int ahead, boolean second) {
        // The paper has lower rates, batches of 512, and many more steps.
        Adam adam = new Adam(1e-3, 0.5, 0.999);
        return new Rival(
                "ahead-" + ahead + (second ? "" : "-first-order"),
                ahead == 0 ? "no step ahead" : ahead + " ahead" + (second ? "" : ", first order"),
                new Logistic(Logistic.Generator.MINIMAX, 1),
                new NoPenalty(),
                InstanceNoise.none(),
                ahead == 0 ? Dynamics.simultaneous() : Dynamics.unrolled(ahead, second),
                adam,
                adam,
                conditions.of(2_400, 2));
    }

    private static List<Rival> byDepth(Conditions conditions) {
        return AHEAD.stream().map(ahead -> rival(conditions, ahead, true)).toList();
    }

    private static Rival firstOrder(Conditions conditions) {
        return rival(conditions, 5, false);
    }

    private static Tournament tournament(Conditions conditions) {
        return new Tournament(
                Arena.ring(RingOfGaussians.ofNagarajan(), conditions.of(128, 8), conditions.of(256, 16)),
                Stream.concat(byDepth(conditions).stream(), Stream.of(firstOrder(conditions)))
                        .toList(),
                3,
                conditions);
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        return tournament(conditions).parts();
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        Tournament all = tournament(conditions);
        LinesPicture.Axis modes = LinesPicture.Axis.linear("modes found, of " + MODES);
        LinesPicture.Axis near = LinesPicture.Axis.linear("share of samples within 3 deviations of a mode");
        return new Findings(
                claims(conditions, all, results),
                List.of(
                        all.overSteps(results, "modes", modes, "Modes over steps"),
                        all.overSteps(results, "near", near, "Quality over steps"),
                        all.overTime(results, "modes", modes, "Modes over time"),
                        all.samples(results)),
                List.of(all.table(results)));
    }

    private static List<Claim> claims(Conditions conditions, Tournament all, Results results) {
        List<Rival> depths = byDepth(conditions);
        double[] modes = depths.stream()
                .mapToDouble(rival -> all.end(results, rival, "modes"))
                .toArray();
        double[] whole =
                depths.stream().mapToDouble(rival -> all.whole(results, rival)).toArray();
        double[] milliseconds = depths.stream()
                .mapToDouble(rival -> 1e3 * all.pace(results, rival))
                .toArray();
        long rises = IntStream.range(1, modes.length)
                .filter(i -> modes[i] >= modes[i - 1] - 0.25)
                .count();
        long more = modes[modes.length - 1] > modes[0] ? 1 : 0;
        double first = all.end(results, firstOrder(conditions), "modes");
        return List.of(
                Claim.judged(
                        "Without unrolling the generator rotates through the modes and never spreads over all (figure 2).",
                        "Every mode in " + Format.percent(whole[0])
                                + " of the looks in the last quarter; modes on average " + Format.number(modes[0])
                                + ". Judged: every mode in less than half of the looks.",
                        whole[0] < 0.5,
                        "With these networks, rates and seeds the plain game reaches every mode as well."),
                Claim.judged(
                        "With 10 steps ahead it spreads over all eight and stays there (figure 2).",
                        "Every mode in " + Format.percent(whole[3])
                                + " of the looks in the last quarter; modes on average " + Format.number(modes[3])
                                + ". Judged: every mode in more than half of the looks.",
                        whole[3] > 0.5,
                        "The paper trains longer than 2,400 steps, with batches of 512."),
                Claim.counted(
                        "The more steps ahead, the more modes (table 1 has 30.6, 65.4, 236.4 and 327.2 of 1,000 in stacked MNIST for 0, 1, 5"
                                + " and 10).",
                        "Modes found at the end with 0, 1, 5 and 10 steps: " + listed(modes)
                                + ". Judged: each at most a quarter of a mode fewer than the one before, and the last more than the"
                                + " first.",
                        rises + more,
                        AHEAD.size(),
                        "On the ring there are only eight modes, and a step more or less is soon enough or not at all."),
                Claim.judged(
                        "The gradient through the steps ahead is what makes the difference, not the better critic alone (section 2.3).",
                        "With 5 steps ahead " + Format.number(modes[2])
                                + " modes at the end; without the path through them " + Format.number(first)
                                + ". Judged: at least half a mode more with it.",
                        modes[2] >= first + 0.5,
                        "A critic that is a few steps better may already be enough to move the generator on."),
                Claim.judged(
                        "The cost of a step grows linearly with the steps ahead (section 2.2).",
                        "Milliseconds a step with 0, 1, 5 and 10: " + listed(milliseconds)
                                + ". Judged: from 5 to 10 between 1.2 and 2.2 times.",
                        milliseconds[3] > 1.2 * milliseconds[2] && milliseconds[3] < 2.2 * milliseconds[2],
                        "The generator is the larger of the two networks and passes once, whatever the number."));
    }

    private static String listed(double[] numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(Format::number).collect(Collectors.joining(", "));
    }
}
