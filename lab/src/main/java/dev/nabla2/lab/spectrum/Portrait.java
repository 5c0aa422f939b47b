package dev.nabla2.lab.spectrum;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.gan.Flow;
import dev.nabla2.lab.game.ToyGame;
import dev.nabla2.lab.picture.BasinPicture;
import dev.nabla2.lab.picture.FlowPicture;
import dev.nabla2.lab.picture.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small game over the plane of two of its numbers, the others at their equilibrium: where steps lead, which ways players take, and from
 * which starts they come to rest.
 *
 * @param game the game
 * @param flow it under dynamics
 * @param joinsCopies whether these join all parameters
 * @param reach how far from the equilibrium the plane is shown
 * @param random where samples come from
 */
public record Portrait(ToyGame game, Flow flow, boolean joinsCopies, double reach, RandomStream random) {
    /** How near to a point of rest players must be to count as there, in parts of the reach. */
    private static final double NEAR = 0.01;

    /** Starts along each axis. */
    private static final int STARTS = 21;

    private static final int LOOKS = 4_000;

    /** Which part of the plane. */
    public Region region() {
        double x = rest(0);
        double y = rest(1);
        return new Region(
                game.plane().get(0), x - reach, x + reach, game.plane().get(1), y - reach, y + reach);
    }

    private double rest(int axis) {
        return game.equilibrium().get(number(axis));
    }

    private int number(int axis) {
        return game.numbers().indexOf(game.plane().get(axis));
    }

    /** The game at a point of the plane. */
    private double[] at(double x, double y) {
        double[] point =
                game.equilibrium().stream().mapToDouble(Double::doubleValue).toArray();
        point[number(0)] = x;
        point[number(1)] = y;
        return point;
    }

    private List<double[]> grid(int side) {
        List<double[]> points = new ArrayList<>();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                points.add(at(region().x(column, side), region().y(row, side)));
            }
        }
        return points;
    }

    private Swarm swarm(List<double[]> starts) {
        Backend backend = Backends.cpu(1, Precision.DOUBLE);
        return new Swarm(flow, joinsCopies, backend, starts, random);
    }

    /**
     * Streamlines, and ways over them.
     *
     * @param starts of the ways, each of the game's numbers in order
     * @param steps how many each is long
     */
    public FlowPicture flow(List<double[]> starts, int steps) {
        List<double[]> before = grid(FlowPicture.GRID);
        double[] across = new double[before.size()];
        double[] up = new double[before.size()];
        try (Swarm swarm = swarm(before)) {
            swarm.step(1);
            List<double[]> after = swarm.points();
            Arrays.setAll(across, i -> after.get(i)[number(0)] - before.get(i)[number(0)]);
            Arrays.setAll(up, i -> after.get(i)[number(1)] - before.get(i)[number(1)]);
        }
        return new FlowPicture(region(), across, up, ways(starts, steps), new double[] {rest(0), rest(1)});
    }

    /** As {@link #flow(List, int)}, from two starts in the plane. */
    public FlowPicture flow(int steps) {
        double far = 0.8 * reach;
        return flow(List.of(at(rest(0) + far, rest(1)), at(rest(0) - far / 2, rest(1) + far / 2)), steps);
    }

    private List<double[]> ways(List<double[]> starts, int steps) {
        int looks = Math.min(steps, LOOKS);
        List<double[]> ways = new ArrayList<>();
        starts.forEach(start -> ways.add(new double[2 * looks + 2]));
        try (Swarm swarm = swarm(starts)) {
            for (int look = 0; look <= looks; look++) {
                List<double[]> now = swarm.points();
                for (int i = 0; i < ways.size(); i++) {
                    ways.get(i)[2 * look] = now.get(i)[number(0)];
                    ways.get(i)[2 * look + 1] = now.get(i)[number(1)];
                }
                swarm.step(look == looks ? 0 : (int) ((look + 1L) * steps / looks - (long) look * steps / looks));
            }
        }
        return ways.stream().map(Portrait::finite).toList();
    }

    /** Up to where it goes to infinity. */
    private static double[] finite(double[] way) {
        int length = 2;
        while (length + 1 < way.length && Math.abs(way[length]) < 1e6 && Math.abs(way[length + 1]) < 1e6) {
            length += 2;
        }
        return Arrays.copyOf(way, length);
    }

    /** From which starts of the plane players come to rest. */
    public BasinPicture basin(int steps) {
        List<double[]> starts = grid(STARTS);
        boolean[] came = new boolean[starts.size()];
        try (Swarm swarm = swarm(starts)) {
            swarm.step(steps);
            double[] distances = swarm.distances();
            for (int i = 0; i < came.length; i++) {
                came[i] = distances[i] < NEAR * reach;
            }
        }
        double[] plane = starts.stream()
                .flatMapToDouble(start -> Arrays.stream(new double[] {start[number(0)], start[number(1)]}))
                .toArray();
        return new BasinPicture(region(), plane, came, steps + " steps");
    }
}
