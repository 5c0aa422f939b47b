package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.Program;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.Flow;
import dev.nabla2.gan.Moment;
import dev.nabla2.lab.game.ToyGame;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Many copies of a small game that go on side by side from starts of their own; one that goes to infinity leaves the others alone. */
public final class Swarm implements AutoCloseable {
    private final ToyGame game;
    private final Program program;
    private final RandomStream random;
    private final List<Parameters> groups = new ArrayList<>();
    private int done;

    /**
     * Copies at their starts.
     *
     * @param flow of a {@link ToyGame}
     * @param joinsCopies whether the dynamics join all parameters, so that each copy must be played by itself
     * @param starts for each copy the game's numbers, in order
     */
    public Swarm(Flow flow, boolean joinsCopies, Backend backend, List<double[]> starts, RandomStream random) {
        this.game = (ToyGame) flow.game();
        this.random = random;
        List<List<double[]>> parts = joinsCopies ? starts.stream().map(List::of).toList() : List.of(starts);
        parts.forEach(part -> groups.add(flow.state(game.at(backend, part))));
        Parameters names = groups.get(0);
        this.program = new Program(
                backend,
                (tape, inputs, draws) -> flow.step(Moment.start(tape, draws), tape.watch(names.with(inputs)))
                        .tensors());
    }

    /** Takes steps of plain descent. */
    public void step(int count) {
        for (int i = 0; i < count; i++) {
            RandomStream now = random.fold(done);
            groups.replaceAll(state -> state.with(program.run(state.tensors(), now, done).stream()
                    .map(t -> Tensor.of(t.backend(), t.shape(), t.toDoubles()))
                    .toList()));
            done++;
        }
    }

    /** Where the copies are, each of the game's numbers in order. */
    public List<double[]> points() {
        List<double[]> points = new ArrayList<>();
        groups.forEach(state -> points.addAll(game.points(state)));
        return points;
    }

    /** How far each copy is from the equilibrium. */
    public double[] distances() {
        return points().stream().mapToDouble(game::distance).toArray();
    }

    @Override
    public void close() {
        program.close();
    }
}
