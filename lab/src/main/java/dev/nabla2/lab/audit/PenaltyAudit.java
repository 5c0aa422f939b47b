package dev.nabla2.lab.audit;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.SecondDerivative;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is asked of one critic's penalty at one θ.
 *
 * <p>The true gradient is that of the critic with rectifiers mollified over bands of ε and of ε/2, extrapolated to ε = 0: what is left of an
 * error in proportion to ε cancels. Without rectifiers the automatic gradient is taken for the true one. Either is confirmed, or refuted, by
 * differences of P along it: directions are found from one half of the sample and judged by the other, as an estimate always looks longer along
 * itself than what it estimates is.
 *
 * @param subject what is audited
 * @param size of the sample
 * @param epsilon ε, in units of what rectifiers are applied to
 * @param steps of differences, in units of parameters, along directions of length 1
 * @param minibatches how many minibatches' gradients are tried for whether they point downhill
 * @param minibatch how many samples each has
 */
public record PenaltyAudit(
        Subject subject, Population.Size size, double epsilon, List<Double> steps, int minibatches, int minibatch) {
    /** Checks the numbers. */
    public PenaltyAudit {
        steps = List.copyOf(steps);
        if (size.groups() < 6) {
            throw new IllegalArgumentException("audit: expected at least 6 groups of samples, found " + size.groups());
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("audit: expected an epsilon above 0, found " + epsilon);
        }
        if (minibatches < 3 || minibatch < 1) {
            throw new IllegalArgumentException("audit: expected at least 3 minibatches of at least 1 sample, found "
                    + minibatches + " of " + minibatch);
        }
    }

    /**
     * The automatic gradient by some parameters beside the true one by the same.
     *
     * @param part which parameters
     * @param cosine of the angle between both; not finite where one of them cannot be told from 0
     * @param ratio the length of the automatic one over that of the true one
     * @param automatic the length of the automatic one
     * @param truth the length of the true one
     * @param largest the largest size of a number of the automatic one in any group of the sample, which is 0 only where it is exactly that
     */
    public record Angle(
            Part part, Estimate cosine, Estimate ratio, Estimate automatic, Estimate truth, double largest) {}

    /**
     * The derivative of P along a direction.
     *
     * @param direction its name
     * @param automatic as automatic differentiation has it
     * @param truth as the true gradient has it
     * @param differences by step, as differences of P have it
     */
    public record Slope(String direction, Estimate automatic, Estimate truth, Map<Double, Difference> differences) {}

    /**
     * What differences of P say along a direction.
     *
     * @param value the derivative
     * @param overAutomatic that over what the automatic gradient says, from the same draws: 1 where they agree
     * @param overTrue that over what the true gradient says
     */
    public record Difference(Estimate value, Estimate overAutomatic, Estimate overTrue) {}

    /**
     * P on the way against a direction, less P where it begins.
     *
     * @param direction its name
     * @param changes by distance
     */
    public record Descent(String direction, Map<Double, Estimate> changes) {}

    /**
     * What was found.
     *
     * @param value P
     * @param angles of the whole gradient, first, and of parts
     * @param inner the inner product of the automatic gradient and the true one: below 0, a step against the automatic one leads uphill
     * @param slopes along named directions
     * @param downhill the share of minibatches a step against whose automatic gradient leads downhill at first; its error is that of so few
     *     minibatches and that of the true gradient they are tried by
     * @param fixed what a fixed batch says along the automatic direction
     * @param descents how P changes against the automatic and against the true gradient
     * @param directions the directions of length 1, by name
     */
    public record Report(
            Estimate value,
            List<Angle> angles,
            Estimate inner,
            List<Slope> slopes,
            Estimate downhill,
            List<FixedBatch.Row> fixed,
            List<Descent> descents,
            Map<String, double[]> directions) {
        /** That of the whole gradient. */
        public Angle whole() {
            return angles.get(0);
        }
    }

    /** The name of the direction of the automatic gradient. */
    public static final String AUTOMATIC = "automatic";

    /** The name of the direction of the true gradient. */
    public static final String TRUE = "true";

    /** The name of the direction of the true gradient by hidden biases alone. */
    public static final String HIDDEN_BIASES = "hidden biases";

    private static final SecondDerivative PLAIN = SecondDerivative.ALMOST_EVERYWHERE;
    private static final double[] ONE = {1};
    private static final double[] DISTANCES = {0.002, 0.005, 0.01, 0.02, 0.03, 0.05};
    private static final double[] FIXED_STEPS = {1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2};

    /**
     * Refuses a critic that cannot be audited.
     *
     * @param theta its parameters
     * @throws IllegalArgumentException if the critic mixes samples, asks for labels, lacks what its layers remember, or has kinks that are
     *     not those of rectifiers its layers know of
     */
    public void check(Parameters theta) {
        subject.with(SecondDerivative.mollified(epsilon)).check(theta);
    }

    /**
     * The answers, of rectifiers as such, whatever second derivative the critic names.
     *
     * @param theta where
     * @param random where all samples come from
     * @throws IllegalArgumentException if {@link #check} refuses the critic
     */
    public Report at(Parameters theta, RandomStream random) {
        return at(theta, random, () -> {});
    }

    /**
     * The same, which can be ended.
     *
     * @param meanwhile is run before each batch of samples, and may end everything by an exception
     */
    public Report at(Parameters theta, RandomStream random, Runnable meanwhile) {
        check(theta);
        Population.Size half = new Population.Size(size.groups() / 2, size.batches(), size.batch());
        try (Population finding = new Population(subject, half, random.fold("directions"), meanwhile);
                Population judging = new Population(subject, half, random.fold("population"), meanwhile)) {
            Gradients found = gradients(finding, theta);
            Map<String, double[]> directions = found.directions(theta);
            Gradients judged = gradients(judging, theta);
            Gradients both = found.and(judged);
            List<Part> parts = Part.of(theta);
            return new Report(
                    judging.value(theta, PLAIN).along(ONE),
                    parts.stream().map(both::angle).toList(),
                    estimated(both.automatic().times(both.truth(), parts.get(0))),
                    slopes(judging, theta, directions, judged),
                    downhill(theta, both.truth(), random.fold("minibatches"), meanwhile),
                    fixed(theta, directions, random.fold("fixed")),
                    Stream.of(AUTOMATIC, TRUE)
                            .filter(directions::containsKey)
                            .map(name -> descent(judging, theta, name, directions))
                            .toList(),
                    directions);
        }
    }

    private List<FixedBatch.Row> fixed(Parameters theta, Map<String, double[]> directions, RandomStream random) {
        return directions.containsKey(AUTOMATIC)
                ? FixedBatch.of(subject, theta, minibatch, random).along(theta, directions.get(AUTOMATIC), FIXED_STEPS)
                : List.of();
    }

    private Gradients gradients(Population population, Parameters theta) {
        Sampled automatic = population.gradient(theta, PLAIN);
        return new Gradients(automatic, truth(population, theta, automatic));
    }

    /** The automatic gradient and the true one, from the same draws. */
    private record Gradients(Sampled automatic, Sampled truth) {
        Gradients and(Gradients other) {
            return new Gradients(automatic.and(other.automatic), truth.and(other.truth));
        }

        Map<String, double[]> directions(Parameters theta) {
            Map<String, double[]> directions = new LinkedHashMap<>();
            put(directions, AUTOMATIC, automatic.mean());
            put(directions, TRUE, truth.mean());
            Part.of(theta).stream()
                    .filter(part -> part.name().equals("hidden bias"))
                    .forEach(part -> put(directions, HIDDEN_BIASES, part.alone(truth.mean())));
            return directions;
        }

        Angle angle(Part part) {
            Sampled.Product aa = automatic.times(automatic, part);
            Sampled.Product tt = truth.times(truth, part);
            Sampled.Product at = automatic.times(truth, part);
            int groups = aa.own().length;
            return new Angle(
                    part,
                    Estimate.jackknife(groups, k -> at.without(k) / (length(aa, k) * length(tt, k))),
                    Estimate.jackknife(groups, k -> length(aa, k) / length(tt, k)),
                    length(aa),
                    length(tt),
                    automatic.largest(part));
        }
    }

    private Sampled truth(Population population, Parameters theta, Sampled automatic) {
        if (!subject.hasRectifiers()) {
            return automatic;
        }
        Sampled wide = population.gradient(theta, SecondDerivative.mollified(epsilon));
        Sampled narrow = population.gradient(theta, SecondDerivative.mollified(epsilon / 2));
        return narrow.combined(2, wide, -1);
    }

    /** A vector of zeros has no direction. */
    private static void put(Map<String, double[]> directions, String name, double[] vector) {
        double length = Math.sqrt(Sampled.Product.dot(vector, vector));
        if (length > 0) {
            directions.put(name, Arrays.stream(vector).map(x -> x / length).toArray());
        }
    }

    /** 0 of a vector whose square is too small to be told from that. */
    private static double length(Sampled.Product square, int without) {
        return Math.sqrt(Math.max(0, square.without(without)));
    }

    /** Of a vector that cannot be told from 0, its error says how long it may be. */
    private static Estimate length(Sampled.Product square) {
        Estimate squared = estimated(square);
        return squared.value() > 0
                ? Estimate.jackknife(square.own().length, k -> length(square, k))
                : new Estimate(0, Math.sqrt(squared.error()));
    }

    private static Estimate estimated(Sampled.Product product) {
        return Estimate.jackknife(product.own().length, product::without);
    }

    private List<Slope> slopes(
            Population population, Parameters theta, Map<String, double[]> directions, Gradients gradients) {
        List<Slope> slopes = new ArrayList<>();
        directions.forEach((name, direction) -> {
            double[] automatic = gradients.automatic().each(direction);
            double[] truth = gradients.truth().each(direction);
            Map<Double, Difference> differences = new LinkedHashMap<>();
            for (double step : steps) {
                double[] found = population.difference(theta, direction, step).each(ONE);
                differences.put(
                        step,
                        new Difference(
                                Estimate.mean(found), Estimate.ratio(found, automatic), Estimate.ratio(found, truth)));
            }
            slopes.add(new Slope(name, Estimate.mean(automatic), Estimate.mean(truth), differences));
        });
        return slopes;
    }

    private static Descent descent(
            Population population, Parameters theta, String name, Map<String, double[]> directions) {
        Sampled here = population.value(theta, PLAIN);
        Map<Double, Estimate> changes = new LinkedHashMap<>();
        for (double distance : DISTANCES) {
            Sampled there = population.value(Population.moved(theta, directions.get(name), -distance), PLAIN);
            changes.put(distance, there.combined(1, here, -1).along(ONE));
        }
        return new Descent(name, changes);
    }

    /** Not a number where there is no slope to go down. */
    private Estimate downhill(Parameters theta, Sampled truth, RandomStream random, Runnable meanwhile) {
        double[] mean = truth.mean();
        if (Sampled.Product.dot(mean, mean) == 0) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        Population.Size each = new Population.Size(minibatches, 1, minibatch);
        List<double[]> inner = new ArrayList<>();
        try (Population population = new Population(subject, each, random, meanwhile)) {
            population.gradients(theta, PLAIN, gradient -> inner.add(Downhill.inner(gradient, mean, truth)));
        }
        return Downhill.share(inner);
    }
}
