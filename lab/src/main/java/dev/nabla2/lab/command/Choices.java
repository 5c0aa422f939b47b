package dev.nabla2.lab.command;

import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Gan;
import dev.nabla2.lab.game.GameChoice;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.OptimiserChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.ScheduleChoice;
import dev.nabla2.lab.sweep.Metric;
import dev.nabla2.nn.Activation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's value out of a few names.
 *
 * @param <T> what the names stand for
 */
abstract class Choices<T> implements ITypeConverter<T>, Iterable<String> {
    private final List<T> values;
    private final Function<T, String> label;

    private Choices(T[] values, Function<T, String> label) {
        this.values = List.of(values);
        this.label = label;
    }

    @Override
    public T convert(String text) {
        return values.stream()
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + String.join(", ", this) + ", found '" + text + "'"));
    }

    /** The names, in order. */
    @Override
    public Iterator<String> iterator() {
        return values.stream().map(label).iterator();
    }

    static final class Data extends Choices<DataChoice> {
        Data() {
            super(DataChoice.values(), DataChoice::label);
        }
    }

    static final class Networks extends Choices<NetworkChoice> {
        Networks() {
            super(NetworkChoice.values(), NetworkChoice::label);
        }
    }

    static final class Objectives extends Choices<ObjectiveChoice> {
        Objectives() {
            super(ObjectiveChoice.values(), ObjectiveChoice::label);
        }
    }

    static final class Penalties extends Choices<PenaltyChoice> {
        Penalties() {
            super(PenaltyChoice.values(), PenaltyChoice::label);
        }
    }

    /** Those that differentiate the critic's slope. */
    static final class SlopePenalties extends Choices<PenaltyChoice> {
        SlopePenalties() {
            super(new PenaltyChoice[] {PenaltyChoice.WGAN_GP, PenaltyChoice.ONE_SIDED}, PenaltyChoice::label);
        }
    }

    static final class Games extends Choices<GameChoice> {
        Games() {
            super(GameChoice.values(), GameChoice::label);
        }
    }

    static final class Metrics extends Choices<Metric> {
        Metrics() {
            super(Metric.values(), Metric::label);
        }
    }

    static final class AllDynamics extends Choices<DynamicsChoice> {
        AllDynamics() {
            super(DynamicsChoice.values(), DynamicsChoice::label);
        }
    }

    /** Whom a regulariser is for. */
    static final class Players extends Choices<String> {
        static final String BOTH = "both";

        Players() {
            super(new String[] {BOTH, Gan.CRITIC, Gan.GENERATOR}, player -> player);
        }
    }

    static final class Optimisers extends Choices<OptimiserChoice> {
        Optimisers() {
            super(OptimiserChoice.values(), OptimiserChoice::label);
        }
    }

    static final class Schedules extends Choices<ScheduleChoice> {
        Schedules() {
            super(ScheduleChoice.values(), ScheduleChoice::label);
        }
    }

    static final class Activations extends Choices<Activation> {
        Activations() {
            super(Activation.values(), Activation::label);
        }
    }

    static final class Precisions extends Choices<Precision> {
        Precisions() {
            super(Precision.values(), Precision::label);
        }

        /**
         * The precision asked for, or the backend's own.
         *
         * @throws ParameterException if the backend does not compute in it
         */
        static Precision on(BackendChoice backend, Optional<Precision> asked, CommandSpec spec) {
            Precision precision = asked.orElse(backend.precisions().get(0));
            if (!backend.precisions().contains(precision)) {
                throw new ParameterException(
                        spec.commandLine(),
                        String.format(
                                "--backend %s computes in %s precision only; --precision %s is for --backend cpu",
                                backend.label(), backend.precisions().get(0).label(), precision.label()));
            }
            return precision;
        }
    }

    static final class Backends extends Choices<BackendChoice> {
        Backends() {
            super(BackendChoice.values(), BackendChoice::label);
        }
    }
}
