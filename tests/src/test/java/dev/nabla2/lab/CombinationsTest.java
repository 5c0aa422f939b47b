package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.GradientLimit;
import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.DynamicsSettings;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.NetworkSettings;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.ObjectiveSettings;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PaceSettings;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.PenaltySettings;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.ScheduleChoice;
import dev.nabla2.nn.Activation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every objective with every penalty, lazy ones among them, under every dynamics: 1,365 combinations, each trained for 200 steps on the
 * ring, and 819 that are refused. With {@code -Dnabla2.combinations=pairs} as many as hold every pair of choices.
 */
class CombinationsTest {
    private static final int STEPS = 200;
    private static final int LAZY = 4;
    private static final boolean PAIRS =
            System.getProperty("nabla2.combinations", "all").equals("pairs");

    record Combination(ObjectiveChoice objective, PenaltyChoice penalty, int every, DynamicsChoice dynamics) {
        /** Players that move at once have no turn for a penalty alone. */
        boolean isRefused() {
            return every > 1 && dynamics != DynamicsChoice.ALTERNATING;
        }

        /** A Latin rectangle: any two of objective, penalty and dynamics meet. A lazy penalty meets but one dynamics. */
        boolean isOfPairs() {
            boolean latin =
                    (objective.ordinal() + penalty.ordinal()) % DynamicsChoice.values().length == dynamics.ordinal();
            return latin || (every > 1 && dynamics == DynamicsChoice.ALTERNATING);
        }
    }

    private static Stream<Combination> all(ObjectiveChoice objective) {
        return Stream.of(PenaltyChoice.values())
                .flatMap(penalty -> Stream.of(DynamicsChoice.values())
                        .flatMap(dynamics -> Stream.of(1, LAZY)
                                .filter(every -> every == 1 || penalty.isTerm())
                                .map(every -> new Combination(objective, penalty, every, dynamics))));
    }

    @ParameterizedTest
    @EnumSource
    void trainsOrIsRefusedWithEveryPenaltyUnderEveryDynamics(ObjectiveChoice objective) {
        List<String> failures =
                all(objective).filter(combination -> !PAIRS || combination.isOfPairs()).toList().parallelStream()
                        .flatMap(combination -> failure(combination).stream())
                        .toList();
        assertEquals(List.of(), failures);
    }

    @Test
    void pairsHoldEveryPairOfChoices() {
        Set<Set<Enum<?>>> pairs = new HashSet<>();
        Stream.of(ObjectiveChoice.values())
                .flatMap(CombinationsTest::all)
                .filter(combination -> combination.every() == 1 && combination.isOfPairs())
                .forEach(one -> {
                    pairs.add(Set.of(one.objective(), one.penalty()));
                    pairs.add(Set.of(one.objective(), one.dynamics()));
                    pairs.add(Set.of(one.penalty(), one.dynamics()));
                });
        int objectives = ObjectiveChoice.values().length;
        int penalties = PenaltyChoice.values().length;
        int dynamics = DynamicsChoice.values().length;
        assertEquals(objectives * penalties + objectives * dynamics + penalties * dynamics, pairs.size());
    }

    private static Optional<String> failure(Combination combination) {
        try {
            GanTraining training = training(combination);
            String found = combination.isRefused() ? refused(training) : trained(training);
            return found.isEmpty() ? Optional.empty() : Optional.of(combination + ": " + found);
        } catch (RuntimeException | AssertionError thrown) {
            return Optional.of(combination + ": " + thrown);
        }
    }

    private static String refused(GanTraining training) {
        String message = assertThrows(IllegalArgumentException.class, () -> training.run((report, model) -> {}))
                .getMessage();
        return message.endsWith("as with a lazy penalty: use alternating dynamics") ? "" : message;
    }

    private static String trained(GanTraining training) {
        List<StepReport> history = new ArrayList<>();
        training.run((report, model) -> history.add(report));
        boolean finite = history.stream()
                .flatMapToDouble(step ->
                        DoubleStream.of(step.criticLoss(), step.generatorLoss(), step.penalty(), step.meanSlope()))
                .allMatch(Double::isFinite);
        GanModel model = training.model();
        if (history.size() != STEPS || !finite) {
            return history.size() + " steps, the last " + history.get(history.size() - 1);
        }
        return model.parameters(Gan.CRITIC).isFinite()
                        && model.parameters(Gan.GENERATOR).isFinite()
                ? ""
                : "parameters that are not finite";
    }

    private static GanTraining training(Combination combination) {
        RunSettings settings = new RunSettings(
                DataChoice.RING8,
                new ObjectiveSettings(combination.objective()),
                new PenaltySettings(combination.penalty(), 1, 1, 0.1, combination.every()),
                dynamics(combination.dynamics()),
                new PaceSettings(
                        OptimiserChoice.ADAM,
                        List.of(0.5, 0.9),
                        1e-3,
                        1,
                        ScheduleChoice.LINEAR,
                        GradientLimit.none(),
                        OptionalDouble.empty()),
                NetworkSettings.mlp(Activation.TANH, List.of(8, 8)),
                2,
                STEPS,
                16,
                1,
                BackendChoice.CPU,
                "",
                Precision.FLOAT,
                1,
                false);
        return new GanTraining(settings, DataChoice.RING8.load(Path.of("")));
    }

    /** As from the command line, but for how far is unrolled: five steps would take as long as all other dynamics together. */
    private static DynamicsSettings dynamics(DynamicsChoice choice) {
        DynamicsSettings usual = DynamicsSettings.of(choice, 1);
        return new DynamicsSettings(
                choice,
                usual.criticSteps(),
                usual.gamma(),
                usual.regularised(),
                usual.eta(),
                2,
                usual.secondOrder(),
                usual.adjustment());
    }
}
