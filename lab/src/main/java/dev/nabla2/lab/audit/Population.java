package dev.nabla2.lab.audit;

import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The weighted penalty P(θ) as an average over a population, estimated from draws that are the same whatever θ is, so that differences
 * between parameters are seen although both values are noisy.
 */
public final class Population implements AutoCloseable {
    /**
     * How large the sample is.
     *
     * @param groups how many independent parts it has, from which error bars come
     * @param batches how many batches each group has
     * @param batch how many samples a batch has
     */
    public record Size(int groups, int batches, int batch) {
        /** Checks the numbers. */
        public Size {
            if (groups < 3 || batches < 1 || batch < 1) {
                throw new IllegalArgumentException(
                        "population: expected at least 3 groups of at least 1 batch of at least 1 sample, found "
                                + groups + ", " + batches + " and " + batch);
            }
        }

        /** How many samples there are in all. */
        public long samples() {
            return (long) groups * batches * batch;
        }
    }

    /**
     * Which program.
     *
     * @param gradient whether of the gradient, or of the value
     * @param second the second derivative of rectifiers
     */
    private record Key(boolean gradient, SecondDerivative second) {}

    private final Subject subject;
    private final Size size;
    private final RandomStream random;
    private final Runnable meanwhile;
    private final Map<Key, Program> programs = new HashMap<>();

    /** A sample that has been drawn in thought: its numbers depend on {@code random} alone. */
    public Population(Subject subject, Size size, RandomStream random) {
        this(subject, size, random, () -> {});
    }

    /**
     * The same, of which an estimate can be ended.
     *
     * @param meanwhile is run before each batch, and may end an estimate by an exception
     */
    public Population(Subject subject, Size size, RandomStream random, Runnable meanwhile) {
        this.subject = subject;
        this.size = size;
        this.random = random;
        this.meanwhile = meanwhile;
    }

    /** P, as each group has it. */
    public Sampled value(Parameters theta, SecondDerivative second) {
        return estimate(new Key(false, second), theta);
    }

    /** The average of the gradients of P of batches, as automatic differentiation has it; all numbers of θ one after another. */
    public Sampled gradient(Parameters theta, SecondDerivative second) {
        return estimate(new Key(true, second), theta);
    }

    /**
     * The derivative of P along a direction by central differences on the same draws, (P(θ + h u) − P(θ − h u)) / 2h: without any
     * derivative of a rectifier but its first. One number for each group.
     *
     * @param direction u, all numbers of θ one after another
     * @param step h
     */
    public Sampled difference(Parameters theta, double[] direction, double step) {
        SecondDerivative plain = SecondDerivative.ALMOST_EVERYWHERE;
        Sampled after = value(moved(theta, direction, step), plain);
        Sampled before = value(moved(theta, direction, -step), plain);
        return after.combined(0.5 / step, before, -0.5 / step);
    }

    /** θ + h u. */
    public static Parameters moved(Parameters theta, double[] direction, double step) {
        List<Tensor> moved = new ArrayList<>();
        int at = 0;
        for (Tensor tensor : theta.tensors()) {
            double[] numbers = tensor.toDoubles();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] += step * direction[at + i];
            }
            at += numbers.length;
            moved.add(Tensor.of(tensor.backend(), tensor.shape(), numbers));
        }
        return theta.with(moved);
    }

    /** What {@link #gradient} is of, group by group, where all of them would be too much to hold. */
    void gradients(Parameters theta, SecondDerivative second, Consumer<double[]> hearer) {
        each(new Key(true, second), theta, hearer);
    }

    private Sampled estimate(Key key, Parameters theta) {
        List<double[]> groups = new ArrayList<>();
        each(key, theta, groups::add);
        return new Sampled(groups.toArray(new double[0][]));
    }

    private void each(Key key, Parameters theta, Consumer<double[]> hearer) {
        Program program = programs.computeIfAbsent(key, none -> program(key, theta));
        for (int g = 0; g < size.groups(); g++) {
            double[] group = new double[0];
            for (int b = 0; b < size.batches(); b++) {
                meanwhile.run();
                long number = (long) g * size.batches() + b;
                double[] found = program.run(theta.tensors(), random.fold(number), number)
                        .get(0)
                        .toDoubles();
                group = b == 0 ? new double[found.length] : group;
                for (int i = 0; i < found.length; i++) {
                    group[i] += found[i] / size.batches();
                }
            }
            hearer.accept(group);
        }
    }

    private Program program(Key key, Parameters like) {
        Subject named = subject.with(key.second());
        return new Program(subject.backend(), (tape, inputs, draws) -> {
            Parameters theta = tape.watch(like.with(inputs));
            Tensor value = named.value(tape, theta, draws, size.batch());
            return List.of(key.gradient() ? tape.lastGradient(value, theta).flatten() : value.reshape(Shape.of(1)));
        });
    }

    /** Gives all memory back. */
    @Override
    public void close() {
        programs.values().forEach(Program::close);
        programs.clear();
    }
}
