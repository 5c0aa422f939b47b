package dev.nabla2.lab.command;

import dev.nabla2.lab.run.DynamicsChoice;
import dev.nabla2.lab.run.ObjectiveChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.sweep.Metric;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ITypeConverter;

/**
 * An option's value that is one or several of a few names, with commas between them, or {@code all}.
 *
 * @param <T> what the names stand for
 */
abstract class Several<T> implements ITypeConverter<List<T>> {
    private static final String ALL = "all";

    private final Choices<T> choices;

    private Several(Choices<T> choices) {
        this.choices = choices;
    }

    @Override
    public List<T> convert(String text) {
        Stream<String> names =
                text.equals(ALL) ? StreamSupport.stream(choices.spliterator(), false) : Stream.of(text.split(",", -1));
        return names.map(choices::convert).distinct().toList();
    }

    static final class Objectives extends Several<ObjectiveChoice> {
        Objectives() {
            super(new Choices.Objectives());
        }
    }

    static final class Penalties extends Several<PenaltyChoice> {
        Penalties() {
            super(new Choices.Penalties());
        }
    }

    static final class Activations extends Several<Activation> {
        Activations() {
            super(new Choices.Activations());
        }
    }

    static final class Metrics extends Several<Metric> {
        Metrics() {
            super(new Choices.Metrics());
        }
    }

    static final class AllDynamics extends Several<DynamicsChoice> {
        AllDynamics() {
            super(new Choices.AllDynamics());
        }
    }
}
