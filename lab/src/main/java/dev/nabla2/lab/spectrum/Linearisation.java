package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Flow;
import dev.nabla2.gan.Moment;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A flow near a point: its value there and products with its Jacobian, as compiled programs. Of dynamics with a field it is that field,
 * of others the map of a step.
 */
public final class Linearisation implements AutoCloseable {
    /** How many rows of a Jacobian are computed together: what they have in common is computed once. */
    private static final int TOGETHER = 16;

    private final Flow flow;
    private final Place place;
    private final Parameters state;
    private final Backend backend;
    private final int together;
    private final Program value;
    private final Program forward;
    private final Program backward;
    private final Program rows;

    /**
     * Where a flow is looked at.
     *
     * @param parameters of every player
     * @param memory what the players' layers remember, below each player's name
     * @param progress steps done over steps in all, for weights that change over a run
     * @param random where samples come from
     * @param number how many steps came before, for data that are gone through in order
     */
    public record Place(Parameters parameters, Parameters memory, double progress, RandomStream random, long number) {
        /** The beginning of a game whose layers remember nothing. */
        public Place(Parameters parameters, RandomStream random) {
            this(parameters, Parameters.none(), 0, random, 0);
        }

        /** With other samples. */
        Place with(RandomStream other) {
            return new Place(parameters, memory, progress, other, number);
        }
    }

    /** A flow at a place. */
    public Linearisation(Flow flow, Place place) {
        this.flow = flow;
        this.place = place;
        this.state = flow.state(place.parameters());
        this.backend = state.tensors().get(0).backend();
        this.value = program(0, (tape, at, y, vectors) -> List.of(y));
        this.forward = program(
                1,
                (tape, at, y, vectors) -> List.of(tape.pushforward(
                        y, at.tensors(), like(at, vectors.get(0)).tensors())));
        this.backward = program(1, Linearisation::pulledBack);
        this.together = Math.min(TOGETHER, size());
        this.rows = program(together, Linearisation::pulledBack);
    }

    private static List<Tensor> pulledBack(Tape tape, Parameters at, Tensor y, List<Tensor> cotangents) {
        return cotangents.stream()
                .map(u -> at.with(tape.pullback(y, u, at.tensors())).flatten())
                .toList();
    }

    /** What is made of the flow's value y at a point. */
    @FunctionalInterface
    private interface Derivation {
        List<Tensor> of(Tape tape, Parameters at, Tensor y, List<Tensor> vectors);
    }

    private Program program(int vectors, Derivation derivation) {
        return new Program(backend, (tape, inputs, draws) -> {
            int states = state.tensors().size();
            int remembered = place.memory().tensors().size();
            Parameters at = tape.watch(state.with(inputs.subList(0, states)));
            Parameters memory = place.memory().with(inputs.subList(states, states + remembered));
            Moment moment = new Moment(tape, draws, inputs.get(states + remembered), memory);
            List<Tensor> given = inputs.subList(states + remembered + 1, inputs.size());
            Parameters y = flow.isField() ? flow.field(moment, at) : flow.step(moment, at);
            return derivation.of(tape, at, y.flatten(), given.subList(0, vectors));
        });
    }

    /** A vector cut into a tree. */
    private static Parameters like(Parameters tree, Tensor vector) {
        List<Tensor> parts = new ArrayList<>();
        int from = 0;
        for (Tensor part : tree.tensors()) {
            int to = from + part.shape().size();
            parts.add(vector.slice(0, from, to).reshape(part.shape()));
            from = to;
        }
        return tree.with(parts);
    }

    /** n, the dimension of the Jacobian: of parameters, or of the state of a step. */
    public int size() {
        return state.count();
    }

    Place place() {
        return place;
    }

    /** The flow at the place, of n numbers. */
    public double[] value() {
        return run(value, place.random()).get(0);
    }

    /** J v. */
    public double[] times(double[] v) {
        return run(forward, place.random(), v).get(0);
    }

    /** Jᵀu. */
    public double[] transposedTimes(double[] u) {
        return run(backward, place.random(), u).get(0);
    }

    /** The whole Jacobian, row after row. */
    public double[] whole() {
        return whole(1);
    }

    /**
     * The mean of the whole Jacobians over batches of samples.
     *
     * @param batches how many, of which the first is that of the products
     */
    public double[] whole(int batches) {
        int n = size();
        double[] all = new double[n * n];
        for (int batch = 0; batch < batches; batch++) {
            RandomStream random =
                    batch == 0 ? place.random() : place.random().fold("batch").fold(batch);
            for (int first = 0; first < n; first += together) {
                double[][] units = new double[together][n];
                for (int i = 0; i < together && first + i < n; i++) {
                    units[i][first + i] = 1;
                }
                List<double[]> found = run(rows, random, units);
                for (int i = 0; i < together && first + i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        all[(first + i) * n + j] += found.get(i)[j] / batches;
                    }
                }
            }
        }
        return all;
    }

    private List<double[]> run(Program program, RandomStream random, double[]... vectors) {
        List<Tensor> inputs = new ArrayList<>(state.tensors());
        inputs.addAll(place.memory().tensors());
        inputs.add(Tensor.scalar(backend, place.progress()));
        Arrays.stream(vectors)
                .map(vector -> Tensor.of(backend, Shape.of(vector.length), vector))
                .forEach(inputs::add);
        return program.run(inputs, random, place.number()).stream()
                .map(Tensor::toDoubles)
                .toList();
    }

    @Override
    public void close() {
        List.of(value, forward, backward, rows).forEach(Program::close);
    }
}
