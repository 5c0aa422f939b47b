package dev.nabla2.lab.audit;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Rectifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The penalty on points that stay the same, whose slopes are smooth in θ until one of the points comes upon a kink: within a linear region
 * automatic differentiation has to agree with differences, and does not hold what happens at the crossings.
 *
 * @param subject whose critic and penalty
 * @param points where slopes are charged, on no tape; sets of one size
 */
public record FixedBatch(Subject subject, List<Tensor> points) {
    /** Copies the list. */
    public FixedBatch {
        points = List.copyOf(points);
    }

    /**
     * What differences of one step say.
     *
     * @param step h
     * @param automatic the derivative of the penalty along the direction by automatic differentiation
     * @param difference the same by central differences
     * @param crossings how many units of how many samples lie on one side of their kink at θ − h u and on the other at θ + h u
     * @param crossed how many of the samples have such a unit
     * @param samples how many there are
     * @param automaticWithin the automatic derivative of the charges of the samples that crossed no kink
     * @param differenceWithin the same by central differences
     */
    public record Row(
            double step,
            double automatic,
            double difference,
            long crossings,
            int crossed,
            int samples,
            double automaticWithin,
            double differenceWithin) {}

    /** Points drawn for a critic. */
    public static FixedBatch of(Subject subject, Parameters theta, int batch, RandomStream random) {
        try (Tape tape = new Tape()) {
            return new FixedBatch(
                    subject,
                    subject.points(tape, tape.watch(theta), Draws.of(tape, subject.backend(), random), batch).stream()
                            .map(Tensor::detach)
                            .map(FixedBatch::copied)
                            .toList());
        }
    }

    private static Tensor copied(Tensor t) {
        return Tensor.of(t.backend(), t.shape(), t.toDoubles());
    }

    /** The derivative along a direction for several step sizes, of rectifiers as such, whatever second derivative the critic names. */
    public List<Row> along(Parameters theta, double[] direction, double... steps) {
        double[] tangents = tangents(theta, direction, SecondDerivative.ALMOST_EVERYWHERE);
        return Arrays.stream(steps)
                .mapToObj(step -> row(theta, direction, step, tangents))
                .toList();
    }

    private Row row(Parameters theta, double[] direction, double step, double[] tangents) {
        Parameters after = Population.moved(theta, direction, step);
        Parameters before = Population.moved(theta, direction, -step);
        double[] high = charges(after);
        double[] low = charges(before);
        long[] crossings = crossings(after, before);
        double[] sums = new double[4];
        int crossed = 0;
        for (int i = 0; i < tangents.length; i++) {
            double difference = (high[i] - low[i]) / (2 * step);
            sums[0] += tangents[i];
            sums[1] += difference;
            if (crossings[i] == 0) {
                sums[2] += tangents[i];
                sums[3] += difference;
            } else {
                crossed++;
            }
        }
        int batch = tangents.length / points.size();
        return new Row(
                step,
                sums[0] / batch,
                sums[1] / batch,
                Arrays.stream(crossings).sum(),
                crossed,
                tangents.length,
                sums[2] / batch,
                sums[3] / batch);
    }

    private double[] charges(Parameters theta) {
        Subject plain = subject.with(SecondDerivative.ALMOST_EVERYWHERE);
        return each(x -> {
            try (Tape tape = new Tape()) {
                return plain.charges(tape, tape.watch(theta), x).toDoubles();
            }
        });
    }

    /** The derivatives of each point's charge along a direction, {@code points × batch}. */
    public double[] tangents(Parameters theta, double[] direction, SecondDerivative second) {
        Subject named = subject.with(second);
        Parameters along = Population.moved(theta.map(t -> Tensor.filled(t.backend(), t.shape(), 0)), direction, 1);
        return each(x -> {
            try (Tape tape = new Tape()) {
                Parameters watched = tape.watch(theta);
                Tensor charges = named.charges(tape, watched, x);
                return tape.pushforward(
                                charges, watched.tensors(), tape.constant(along).tensors())
                        .toDoubles();
            }
        });
    }

    /** Of each point, how many units lie on different sides of their kinks. */
    private long[] crossings(Parameters one, Parameters other) {
        List<long[]> all = new ArrayList<>();
        for (Tensor x : points) {
            long[] counts = new long[x.shape().extent(0)];
            List<double[]> here = inputsOfRectifiers(one, x);
            List<double[]> there = inputsOfRectifiers(other, x);
            for (int layer = 0; layer < here.size(); layer++) {
                double[] a = here.get(layer);
                double[] b = there.get(layer);
                int units = a.length / counts.length;
                for (int i = 0; i < a.length; i++) {
                    counts[i / units] += a[i] > 0 != b[i] > 0 ? 1 : 0;
                }
            }
            all.add(counts);
        }
        return all.stream().flatMapToLong(Arrays::stream).toArray();
    }

    /** Of each point, on which sides of their kinks all units are, as a number that differs, in all likelihood, where they do. */
    public int[] regions(Parameters theta) {
        return points.stream()
                .flatMapToInt(x -> {
                    int[] hashes = new int[x.shape().extent(0)];
                    for (double[] inputs : inputsOfRectifiers(theta, x)) {
                        int units = inputs.length / hashes.length;
                        for (int i = 0; i < inputs.length; i++) {
                            hashes[i / units] = 31 * hashes[i / units] + (inputs[i] > 0 ? 1 : 0);
                        }
                    }
                    return Arrays.stream(hashes);
                })
                .toArray();
    }

    /** What each rectifier is applied to: sample by sample, unit by unit. */
    private List<double[]> inputsOfRectifiers(Parameters theta, Tensor x) {
        List<double[]> inputs = new ArrayList<>();
        Subject plain = subject.with(SecondDerivative.ALMOST_EVERYWHERE);
        Layer spied = plain.critic().rectified(rectifier -> new Spied(rectifier, inputs));
        new Subject(plain.backend(), spied, plain.memory(), plain.penalty(), plain.real(), plain.fake())
                .values(theta, x);
        return inputs;
    }

    private record Spied(Rectifier rectifier, List<double[]> inputs) implements Layer {
        @Override
        public Tensor apply(Parameters parameters, Tensor x) {
            inputs.add(x.toDoubles());
            return rectifier.apply(parameters, x);
        }

        @Override
        public Parameters initialise(Backend backend, RandomStream random) {
            return Parameters.none();
        }
    }

    private double[] each(Function<Tensor, double[]> numbers) {
        return points.stream().map(numbers).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The points' coordinates, {@code [points × batch][features]}. */
    public double[][] coordinates() {
        List<double[]> rows = new ArrayList<>();
        for (Tensor x : points) {
            double[] numbers = x.toDoubles();
            int features = numbers.length / x.shape().extent(0);
            for (int i = 0; i < x.shape().extent(0); i++) {
                rows.add(Arrays.copyOfRange(numbers, i * features, (i + 1) * features));
            }
        }
        return rows.toArray(new double[0][]);
    }
}
