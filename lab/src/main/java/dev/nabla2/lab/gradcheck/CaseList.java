package dev.nabla2.lab.gradcheck;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Draws;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.check.CheckCase;
import dev.nabla2.engine.check.GradientCheck;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.PenaltyExample;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.LayerExample;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Pass;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Everything whose derivatives are checked: every operation of the registry, every layer, every penalty. */
public final class CaseList {
    /** The group of layers. */
    public static final String LAYER = "layer";

    /** The group of penalties. */
    public static final String PENALTY = "penalty";

    private static final Backend REFERENCE = Backends.reference();
    private static final Sequential CRITIC = Sequential.mlp(Activation.TANH, 2, 4, 3, 1);
    private static final Shape SAMPLES = Shape.of(4, 2);
    private static final int REAL_AND_FAKE = 2;

    private CaseList() {}

    /** All of them. */
    public static List<CheckCase> all() {
        List<CheckCase> all = new ArrayList<>(CheckCase.operations());
        LayerExample.all().forEach(example -> all.add(of(example)));
        PenaltyExample.all().forEach(example -> all.add(of(example)));
        return List.copyOf(all);
    }

    /**
     * Those that a name means: of a group, of a family such as {@code losses}, a subject with or without its group and attributes, or a
     * case.
     */
    public static Predicate<CheckCase> named(String name) {
        return c -> {
            String subject = c.subject().startsWith(c.group() + " ")
                    ? c.subject().substring(c.group().length() + 1)
                    : c.subject();
            return c.group().equals(name)
                    || c.subject().equals(name)
                    || c.name().equals(name)
                    || subject.equals(name)
                    || subject.replaceFirst("\\(.*", "").equals(name)
                    || subject.startsWith(name + ".");
        };
    }

    private static CheckCase of(LayerExample example) {
        String name = LAYER + " " + example.name();
        return CheckCase.of(LAYER, name, name + " " + example.input(), seed -> {
            RandomStream random = RandomStream.of(seed);
            Parameters parameters = parameters(example.layer().initialise(REFERENCE, random), random);
            List<Tensor> points = new ArrayList<>(parameters.tensors());
            points.add(input(example, random.fold("input")));
            GradientCheck check = GradientCheck.ofSeveral((tape, x) -> {
                        Backend backend = x.get(0).backend();
                        Parameters memory = example.layer().memory(backend).map(tape::constant);
                        Pass pass = example.pass(Draws.of(tape, backend, random), memory);
                        return example.layer()
                                .apply(parameters.with(x.subList(0, x.size() - 1)), x.get(x.size() - 1), pass);
                    })
                    .at(points);
            return example.classes() > 0 ? check.holding(points.size() - 1) : check;
        });
    }

    private static CheckCase of(PenaltyExample example) {
        String name = PENALTY + " " + example.name();
        return CheckCase.of(
                PENALTY, name, name + " of a critic " + CRITIC.layers().size() + " layers deep", seed -> {
                    RandomStream random = RandomStream.of(seed);
                    Parameters parameters = parameters(CRITIC.initialise(REFERENCE, random), random);
                    List<Tensor> points = new ArrayList<>();
                    points.add(normal(SAMPLES, random.fold("real")));
                    points.add(normal(SAMPLES, random.fold("fake")));
                    points.addAll(parameters.tensors());
                    return GradientCheck.ofSeveral((tape, x) -> {
                                Parameters theta = parameters.with(x.subList(REAL_AND_FAKE, x.size()));
                                Penalty.Setting setting = new Penalty.Setting(
                                        tape,
                                        samples -> CRITIC.apply(theta, samples),
                                        x.get(0),
                                        x.get(1),
                                        Draws.of(tape, x.get(0).backend(), random));
                                return example.penalty()
                                        .term(setting)
                                        .map(Penalty.Term::value)
                                        .orElseGet(() ->
                                                example.penalty().project(theta).flatten());
                            })
                            .at(points)
                            .holding(0, 1);
                });
    }

    /** Parameters away from where training starts, where biases are 0, each named so that a report can say which it means. */
    private static Parameters parameters(Parameters initial, RandomStream random) {
        Parameters moved = Parameters.none();
        for (String name : initial.names()) {
            Tensor start = initial.get(name);
            Tensor by = normal(start.shape(), random.fold(name)).mul(0.3);
            moved = moved.and(name, start.add(by).named(name));
        }
        return moved;
    }

    private static Tensor input(LayerExample example, RandomStream random) {
        if (example.classes() == 0) {
            return normal(example.input(), random);
        }
        int[] whole = random.integers(example.input().size(), example.classes());
        return Tensor.of(
                REFERENCE,
                example.input(),
                Arrays.stream(whole).asDoubleStream().toArray());
    }

    private static Tensor normal(Shape shape, RandomStream random) {
        return Tensor.of(REFERENCE, shape, random.normal(shape.size()));
    }
}
