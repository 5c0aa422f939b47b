package dev.nabla2.nn;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;

/**
 * A recurrent layer over sequences: {@code [batch, time, inputs]} to the hidden states {@code [batch, time, hidden]}, starting from 0.
 * Parameters: "input" of shape {@code [inputs, gates · hidden]}, {@code recurrent} of {@code [hidden, gates · hidden]} and {@code
 * bias} of {@code [gates · hidden]}, the gates side by side.
 *
 * @param cell what happens at each time
 * @param inputs features at each time
 * @param hidden features of the state
 */
public record Recurrent(Cell cell, int inputs, int hidden) implements Layer {
    /** What a state becomes. */
    public enum Cell {
        /** h ← tanh(x W + h U + b) (Elman 1990). */
        ELMAN(1),
        /** The gated recurrent unit (Cho et al. 2014) with its gates in the order reset, update, new, the reset after the product. */
        GRU(3),
        /** Long short-term memory (Gers, Schmidhuber and Cummins 2000) with its gates in the order input, forget, cell, output. */
        LSTM(4);

        private final int gates;

        Cell(int gates) {
            this.gates = gates;
        }
    }

    /** The state, and an LSTM's cell beside it. */
    private record State(Tensor hidden, Tensor cell) {}

    @Override
    public Tensor apply(Parameters parameters, Tensor x) {
        if (x.shape().rank() != 3 || x.shape().extent(2) != inputs) {
            throw new ShapeException(
                            "recurrent",
                            "[batch, time, " + inputs + "]",
                            x.shape().toString())
                    .in(x.place());
        }
        int batch = x.shape().extent(0);
        int times = x.shape().extent(1);
        Tensor zero = Tensor.filled(x.backend(), Shape.of(batch, hidden), 0);
        State state = new State(zero, zero);
        Tensor[] states = new Tensor[times];
        Tensor seen = x.matmul(parameters.get("input")).add(parameters.get("bias"));
        for (int time = 0; time < times; time++) {
            Tensor now = seen.slice(1, time, time + 1).reshape(Shape.of(batch, cell.gates * hidden));
            state = next(now, state.hidden.matmul(parameters.get("recurrent")), state);
            states[time] = state.hidden.reshape(Shape.of(batch, 1, hidden));
        }
        return Tensor.concatenate(1, states);
    }

    private State next(Tensor seen, Tensor recalled, State state) {
        return switch (cell) {
            case ELMAN -> new State(seen.add(recalled).tanh(), state.cell);
            case GRU -> {
                Tensor reset = gate(seen, 0).add(gate(recalled, 0)).sigmoid();
                Tensor update = gate(seen, 1).add(gate(recalled, 1)).sigmoid();
                Tensor fresh = gate(seen, 2).add(reset.mul(gate(recalled, 2))).tanh();
                yield new State(fresh.add(update.mul(state.hidden.sub(fresh))), state.cell);
            }
            case LSTM -> {
                Tensor all = seen.add(recalled);
                Tensor kept = gate(all, 1).sigmoid().mul(state.cell);
                Tensor cells = kept.add(gate(all, 0).sigmoid().mul(gate(all, 2).tanh()));
                yield new State(gate(all, 3).sigmoid().mul(cells.tanh()), cells);
            }
        };
    }

    private Tensor gate(Tensor all, int number) {
        return all.slice(1, number * hidden, (number + 1) * hidden);
    }

    @Override
    public Parameters initialise(Backend backend, RandomStream random) {
        int width = cell.gates * hidden;
        Initialiser initialiser = Initialiser.glorotUniform(1);
        double[] input = initialiser.draw(random.fold("input"), inputs, width);
        double[] recurrent = initialiser.draw(random.fold("recurrent"), hidden, width);
        return Parameters.none()
                .and("input", Tensor.of(backend, Shape.of(inputs, width), input))
                .and("recurrent", Tensor.of(backend, Shape.of(hidden, width), recurrent))
                .and("bias", Tensor.filled(backend, Shape.of(width), 0));
    }
}
