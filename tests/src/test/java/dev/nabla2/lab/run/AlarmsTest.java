package dev.nabla2.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.gan.StepReport;
import dev.nabla2.gan.data.Mixture;
import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeHistogram;
import dev.nabla2.lab.metrics.ModeScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Histories that go wrong in one way raise that alarm, where it begins and once; healthy ones raise none. */
class AlarmsTest {
    private static final int STEPS = 2_000;
    private static final int WINDOW = 100;
    private static final Mixture RING = RingOfGaussians.ofEight();
    private static final double[] REAL = RING.draw(RandomStream.of(1), 1_000);

    private static Alarms alarms() {
        return new Alarms(REAL, 2, OptionalDouble.empty());
    }

    private static List<Alarm> steps(
            IntToDoubleFunction critic, IntToDoubleFunction generator, IntToDoubleFunction slope) {
        Alarms alarms = alarms();
        List<Alarm> heard = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            heard.addAll(alarms.onStep(new StepReport(
                    step,
                    STEPS,
                    critic.applyAsDouble(step),
                    generator.applyAsDouble(step),
                    0,
                    slope.applyAsDouble(step),
                    step)));
        }
        assertEquals(heard, alarms.raised());
        return heard;
    }

    private static Snapshot look(int step, double[] samples) {
        return new Snapshot(step, samples, new Evaluation(Optional.of(ModeScore.of(RING, samples)), 0));
    }

    /** Samples of the first modes alone. */
    private static double[] ofModes(int modes) {
        double[] centres = RING.centres();
        return IntStream.range(0, REAL.length / 2)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(centres, 2 * (i % modes), 2 * (i % modes) + 2))
                .toArray();
    }

    private static void assertOne(Alarm.Kind kind, int step, List<Alarm> alarms) {
        assertEquals(1, alarms.size(), alarms.toString());
        assertEquals(kind, alarms.get(0).kind());
        assertEquals(step, alarms.get(0).step());
        assertTrue(alarms.get(0).toString().startsWith(kind.label() + " at step " + step + ": "));
    }

    @Test
    void aHealthyRunRaisesNone() {
        assertEquals(
                List.of(), steps(step -> -20.0 / step, step -> 0.3 * Math.sin(step), step -> 1 + 0.5 * Math.cos(step)));
        assertEquals(
                List.of(), steps(step -> -1.0 * step, step -> 0.1 * step, step -> 50), "growth to thousands alone");
        assertEquals(
                List.of(), steps(step -> 0.7, step -> step % 500 == 0 ? 1e6 : 1, step -> Double.NaN), "single peaks");
    }

    @Test
    void lossesThatGrowWithoutBoundAreDivergence() {
        IntToDoubleFunction doubling = step -> Math.pow(2, step / 50.0);
        assertOne(Alarm.Kind.DIVERGENCE, 600, steps(doubling, step -> 1, step -> 1));
        assertOne(Alarm.Kind.DIVERGENCE, 600, steps(step -> 1, step -> -doubling.applyAsDouble(step), step -> 1));
    }

    @Test
    void slopesAreToldWhenTheyVanishAndWhenTheyExplode() {
        assertOne(Alarm.Kind.VANISHING_SLOPE, 1_000, steps(step -> 1, step -> 1, step -> step <= 900 ? 1 : 1e-5));
        assertOne(Alarm.Kind.EXPLODING_SLOPE, 1_300, steps(step -> 1, step -> 1, step -> step <= 1_200 ? 1 : 1e5));
    }

    @Test
    void samplesThatBecomeAlikeAreCollapseAtTheSecondLook() {
        Alarms alarms = alarms();
        assertEquals(List.of(), alarms.onSnapshot(look(1, ofModes(1)), STEPS), "a beginner's samples may be alike");
        assertEquals(List.of(), alarms.onSnapshot(look(100, ofModes(1)), STEPS));
        assertEquals(List.of(), alarms.onSnapshot(look(300, ofModes(3)), STEPS));
        assertEquals(List.of(), alarms.onSnapshot(look(350, ofModes(1)), STEPS), "one look is none");
        assertOne(Alarm.Kind.MODE_COLLAPSE, 400, alarms.onSnapshot(look(400, ofModes(1)), STEPS));
        assertEquals(List.of(), alarms.onSnapshot(look(450, ofModes(1)), STEPS), "told once");
    }

    @Test
    void samplesOfAShortRunMayBeAlike() {
        Alarms alarms = alarms();
        for (int step = 1; step <= 10; step++) {
            assertEquals(List.of(), alarms.onSnapshot(look(step, ofModes(1)), 10));
        }
    }

    @Test
    void theSlopeThatAPenaltyAsksForIsHealthyWhateverTheUnitOfTheData() {
        for (double unit : new double[] {1e-9, 1, 1e9}) {
            double[] scaled = Arrays.stream(REAL).map(x -> unit * x).toArray();
            Alarms alarms = new Alarms(scaled, 2, OptionalDouble.of(2));
            for (int step = 1; step <= STEPS; step++) {
                assertEquals(List.of(), alarms.onStep(new StepReport(step, STEPS, 1, 1, 0, 2, step)));
            }
            StepReport steep = new StepReport(STEPS + WINDOW, STEPS, 1, 1, 0, 1e9, 1);
            assertOne(Alarm.Kind.EXPLODING_SLOPE, STEPS + WINDOW, alarms.onStep(steep));
        }
    }

    @Test
    void classesThatAClassifierNoLongerFindsAreCollapse() {
        Alarms alarms = alarms();
        assertEquals(List.of(), alarms.onSnapshot(judged(300, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60), STEPS));
        assertEquals(List.of(), alarms.onSnapshot(judged(350, 580, 1, 1, 1, 1, 1, 1, 1, 1, 1), STEPS));
        List<Alarm> heard = alarms.onSnapshot(judged(400, 580, 1, 1, 1, 1, 1, 1, 1, 1, 1), STEPS);
        assertOne(Alarm.Kind.MODE_COLLAPSE, 400, heard);
        assertTrue(
                heard.get(0).message().contains("1.1 of the 10 modes"),
                heard.get(0).message());
    }

    /** A look at images that a classifier takes for so many of each class. */
    private static Snapshot judged(int step, int... hits) {
        FeatureScores scores = new FeatureScores(0, 0, 0, 0, 0, 0, 0, 0, new ModeHistogram(hits));
        return new Snapshot(step, REAL, new Evaluation(Optional.empty(), 0, Optional.of(scores)));
    }

    @Test
    void modesThatWereFoundAndAreLostAreCollapse() {
        Alarms alarms = alarms();
        assertEquals(List.of(), alarms.onSnapshot(look(300, REAL), STEPS));
        assertEquals(List.of(), alarms.onSnapshot(look(350, ofModes(4)), STEPS));
        assertEquals(List.of(), alarms.onSnapshot(look(400, ofModes(3)), STEPS));
        List<Alarm> heard = alarms.onSnapshot(look(450, ofModes(3)), STEPS);
        assertOne(Alarm.Kind.MODE_COLLAPSE, 450, heard);
        assertTrue(
                heard.get(0).message().contains("3 of the 8 modes"),
                heard.get(0).message());
    }

    @Test
    void modesThatSamplesSweepOverOnTheirWayAreNotFound() {
        Alarms alarms = alarms();
        double[] spread = RandomStream.of(2).normal(REAL.length);
        System.arraycopy(REAL, 0, spread, 0, REAL.length / 10);
        assertTrue(ModeScore.of(RING, spread).modes() > 2, "some hit one");
        for (int step = 300; step < 600; step += 50) {
            double[] samples = step < 400 ? spread : ofModes(2);
            assertEquals(List.of(), alarms.onSnapshot(look(step, samples), STEPS));
        }
    }

    @Test
    void aRunThatGoesOnKnowsItsAlarms() {
        Alarms alarms = alarms();
        List<StepReport> history = IntStream.rangeClosed(1, 100)
                .mapToObj(step -> new StepReport(step, STEPS, 1, 1, 0, 1e9, step))
                .toList();
        alarms.replay(new Past(history, List.of(look(250, ofModes(1)), look(300, ofModes(1)))), STEPS);
        assertEquals(
                List.of(Alarm.Kind.EXPLODING_SLOPE, Alarm.Kind.MODE_COLLAPSE),
                alarms.raised().stream().map(Alarm::kind).toList());
    }
}
