package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Sgd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flow leads where its dynamics lead, and its derivatives are those of where it leads. */
class FlowTest {
    private static final double RATE = 0.1;
    private static final RandomStream SAMPLES = RandomStream.of(5);
    private static final Gan GAN =
            TinyGan.of(Backends.reference(), GradientPenalty.twoSided(0.5), Activation.TANH, 5, 4);
    private static final Parameters HERE = GAN.initialise(RandomStream.of(3));

    static Stream<String> all() {
        return DynamicsExample.all().keySet().stream();
    }

    /** γ is not differentiated, so differences of a field that chooses it find something else. */
    static Stream<String> differentiated() {
        return all().filter(name -> !name.contains("adaptive"));
    }

    private static Flow flow(String name) {
        return new Flow(GAN, DynamicsExample.all().get(name), RATE);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStepIsThatOfTheDynamicsWithPlainDescent(String name) {
        Map<String, Pace> paces = new LinkedHashMap<>();
        GAN.players().forEach(player -> paces.put(player, Pace.of(new Sgd(RATE))));
        Position position = new Position(GAN, HERE, paces);
        Flow flow = flow(name);
        Parameters state = flow.state(HERE);
        try (Programs programs = Programs.eager()) {
            for (int step = 0; step < 3; step++) {
                Dynamics.Step at = new Dynamics.Step(SAMPLES, 0, 1);
                flow.dynamics().step(GAN, position, programs, at, (player, loss, measured) -> {});
                // The very first step of optimistic dynamics is a plain one, of which a flow knows nothing.
                Parameters now = name.equals("optimistic") && step == 0 ? first(state) : state;
                state = at(now, flow::step).detach();
            }
        }
        assertArrayEquals(
                position.parameters().flatten().toDoubles(),
                players(state).flatten().toDoubles(),
                1e-13,
                name);
    }

    /** With a last step such that twice the next less the last is the next. */
    private static Parameters first(Parameters state) {
        Flow plain = flow("simultaneous");
        Parameters field = at(players(state), plain::field).detach();
        Parameters with = players(state);
        for (String player : GAN.players()) {
            with = with.and("step-" + player, field.below(player).map(f -> f.mul(RATE)));
        }
        return with;
    }

    private static Parameters players(Parameters state) {
        Parameters players = Parameters.none();
        for (String player : GAN.players()) {
            players = players.and(player, state.below(player));
        }
        return players;
    }

    @ParameterizedTest
    @MethodSource("differentiated")
    void pushedForwardItIsTheSlopeOfWhereItLeads(String name) {
        Flow flow = flow(name);
        Parameters state = flow.state(HERE);
        Parameters along = noise(state, 7);
        double h = 1e-5;
        double[] ahead = led(flow, state.zip(along, (w, d) -> w.add(d.mul(h))));
        double[] behind = led(flow, state.zip(along, (w, d) -> w.sub(d.mul(h))));
        double[] pushed = pushed(flow, state, along);
        double largest = 0;
        for (double p : pushed) {
            largest = Math.max(largest, Math.abs(p));
        }
        for (int i = 0; i < pushed.length; i++) {
            assertEquals((ahead[i] - behind[i]) / (2 * h), pushed[i], 2e-6 * largest, name + " " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void bothModesAreOfOneJacobian(String name) {
        Flow flow = flow(name);
        Parameters state = flow.state(HERE);
        Parameters v = noise(state, 7);
        Parameters u = noise(state, 8);
        double forwards = dot(u.flatten().toDoubles(), pushed(flow, state, v));
        double[] pulled = at(
                        state,
                        (moment, tree) -> tree.with(moment.tape()
                                .pullback(value(flow, moment, tree).flatten(), u.flatten(), tree.tensors())))
                .flatten()
                .toDoubles();
        assertEquals(forwards, dot(v.flatten().toDoubles(), pulled), 1e-11 * Math.max(1, Math.abs(forwards)));
    }

    @Test
    void anAdaptiveWeightIsNotDifferentiated() {
        Parameters v = noise(HERE, 7);
        Dynamics adaptive = Dynamics.consensus(new Gamma.Adaptive(0.5));
        double[] plain = led(flow("simultaneous"), HERE);
        double[] half = led(new Flow(GAN, Dynamics.consensus(new Gamma.Fixed(0.5)), RATE), HERE);
        double[] chosen = led(new Flow(GAN, adaptive, RATE), HERE);
        double gamma = 0.5 * (chosen[0] - plain[0]) / (half[0] - plain[0]);
        Dynamics fixed = Dynamics.consensus(new Gamma.Fixed(gamma));
        assertArrayEquals(
                pushed(new Flow(GAN, fixed, RATE), HERE, v), pushed(new Flow(GAN, adaptive, RATE), HERE, v), 1e-9);
    }

    @Test
    void whatHasNoFieldAndWhatVariesFromTurnToTurnIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> at(HERE, (moment, tree) -> flow("alternating").field(moment, tree)));
        Gan lazy = TinyGan.of(
                Backends.reference(), new LazyPenalty(GradientPenalty.twoSided(1), 4), Activation.TANH, 5, 4);
        assertThrows(IllegalArgumentException.class, () -> new Flow(lazy, Dynamics.simultaneous(), RATE));
        assertEquals(
                Set.of("alternating", "optimistic"),
                Set.copyOf(all().filter(name -> !flow(name).isField()).toList()));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A tree of random numbers. */
    private static Parameters noise(Parameters like, int seed) {
        RandomStream random = RandomStream.of(seed);
        List<Tensor> parts = new ArrayList<>();
        for (Tensor part : like.tensors()) {
            parts.add(Tensor.of(
                    part.backend(),
                    part.shape(),
                    random.fold(parts.size()).normal(part.shape().size())));
        }
        return like.with(parts);
    }

    private interface Recorded {
        Parameters of(Moment moment, Parameters tree);
    }

    private static Parameters at(Parameters state, Recorded recorded) {
        try (Tape tape = new Tape()) {
            Moment moment = Moment.start(tape, Draws.of(tape, GAN.backend(), SAMPLES));
            return recorded.of(moment, tape.watch(state)).detach();
        }
    }

    private static Parameters value(Flow flow, Moment moment, Parameters state) {
        return flow.isField() ? flow.field(moment, state) : flow.step(moment, state);
    }

    private static double[] led(Flow flow, Parameters state) {
        return at(state, (moment, tree) -> value(flow, moment, tree)).flatten().toDoubles();
    }

    private static double[] pushed(Flow flow, Parameters state, Parameters along) {
        return at(
                        state,
                        (moment, tree) -> Parameters.none()
                                .and(
                                        "pushed",
                                        moment.tape()
                                                .pushforward(
                                                        value(flow, moment, tree)
                                                                .flatten(),
                                                        tree.tensors(),
                                                        along.tensors())))
                .flatten()
                .toDoubles();
    }
}
