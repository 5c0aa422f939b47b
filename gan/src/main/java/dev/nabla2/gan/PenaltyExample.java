package dev.nabla2.gan;

import java.util.ArrayList;
import java.util.List;

/**
 * A penalty under a name: what its derivatives are checked with.
 *
 * @param name what it is called, such as {@code r1}
 * @param penalty the penalty
 */
public record PenaltyExample(String name, Penalty penalty) {
    /** Every penalty there is, each with weights that make its value neither tiny nor huge. */
    public static List<PenaltyExample> all() {
        List<PenaltyExample> all = new ArrayList<>();
        all.add(new PenaltyExample("two-sided", GradientPenalty.twoSided(10)));
        all.add(new PenaltyExample("one-sided", new GradientPenalty(10, GradientPenalty.Sides.ONE, 0.2)));
        all.add(new PenaltyExample("zero-centred", new ZeroCentredPenalty(10)));
        for (SamplePenalty.Points points : SamplePenalty.Points.values()) {
            all.add(new PenaltyExample(nameOf(points), new SamplePenalty(10, points)));
        }
        all.add(new PenaltyExample("roth", new RothRegulariser(2, false)));
        all.add(new PenaltyExample("roth-annealed", new RothRegulariser(2, true)));
        all.add(new PenaltyExample("dragan", new Dragan(10)));
        all.add(new PenaltyExample("lazy", new LazyPenalty(SamplePenalty.r1(1), 4)));
        all.add(new PenaltyExample("none", new NoPenalty()));
        all.add(new PenaltyExample("clip", new WeightClipping(0.5)));
        return List.copyOf(all);
    }

    private static String nameOf(SamplePenalty.Points points) {
        return switch (points) {
            case REAL -> "r1";
            case FAKE -> "r2";
            case BOTH -> "r1+r2";
        };
    }
}
