package dev.nabla2.lab.experiment.consensus;

import dev.nabla2.gan.Dynamics;
import dev.nabla2.gan.Gamma;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Figure;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.spectrum.Linearisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How near the direction of consensus, v − γ v′ᵀv, is to a Newton-like step, as γ goes to 0, at places along training.
 *
 * @see Reading for what such a step is
 */
final class NewtonReading {
    private static final List<Double> GAMMAS = List.of(1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0);
    private static final String NAME = "newton-";

    /** A step whose equation is solved less exactly is none, and its cell stays empty. */
    private static final double SOLVED = 1e-9;

    /** Between which two of the γ the order is measured. */
    private static final int FROM = 0;

    /** An order is a whole number up to this. */
    private static final double EXACT = 0.1;

    private NewtonReading() {}

    private static List<Integer> steps(Conditions conditions) {
        return conditions.quick() ? List.of(0) : List.of(0, 500, 6_000);
    }

    private static List<Double> gammas(Conditions conditions) {
        return conditions.quick() ? GAMMAS.subList(0, 2) : GAMMAS;
    }

    static List<Part> parts(Conditions conditions) {
        return steps(conditions).stream()
                .map(steps -> Part.of(
                        NAME + steps,
                        "SmallMixture, " + Spectra.training().conventions() + ", rate " + Spectra.RATE + ", " + steps
                                + " steps of another run; one batch in double precision, gamma " + gammas(conditions)
                                + ", readings "
                                + Arrays.toString(Reading.values()) + ", GMRES to " + NewtonStep.TOLERANCE,
                        bench -> measured(steps, conditions, bench)))
                .toList();
    }

    private static Measured measured(int steps, Conditions conditions, Bench bench) {
        Linearisation.Place place = Spectra.place(steps, conditions, bench);
        List<Double> gammas = gammas(conditions);
        try (Linearisation plain = Spectra.linear(Dynamics.simultaneous(), place)) {
            NewtonStep step = new NewtonStep(plain);
            Measured measured = Measured.nothing().with("symmetric", step.symmetric());
            for (Reading reading : Reading.values()) {
                double[] distances = new double[gammas.size()];
                double[] cosines = new double[gammas.size()];
                double[] residuals = new double[gammas.size()];
                for (int i = 0; i < distances.length; i++) {
                    double[] consensus = consensus(place, gammas.get(i));
                    Gmres.Solution newton = step.of(reading, gammas.get(i));
                    distances[i] = Vectors.difference(consensus, newton.x());
                    cosines[i] = Vectors.cosine(consensus, newton.x());
                    residuals[i] = newton.residual();
                    bench.progress(
                            0.3 + 0.7 * (reading.ordinal() + (i + 1.0) / distances.length) / Reading.values().length);
                }
                measured = measured.with(reading.label() + " distance", distances)
                        .with(reading.label() + " cosine", cosines)
                        .with(reading.label() + " residual", residuals);
            }
            return measured;
        }
    }

    /** The direction that training by consensus takes, as it is recorded there. */
    private static double[] consensus(Linearisation.Place place, double gamma) {
        try (Linearisation linear = Spectra.linear(Dynamics.consensus(new Gamma.Fixed(gamma)), place)) {
            return linear.value();
        }
    }

    /** By which power of γ a distance falls between the two smallest. */
    private static double order(Conditions conditions, Measured measured, Reading reading) {
        double[] distances = measured.numbers(reading.label() + " distance");
        List<Double> gammas = gammas(conditions);
        return Math.log(distances[FROM + 1] / distances[FROM]) / Math.log(gammas.get(FROM + 1) / gammas.get(FROM));
    }

    static Findings findings(Conditions conditions, Results results) {
        List<Integer> steps = steps(conditions);
        List<Double> gammas = gammas(conditions);
        List<String> columns = new ArrayList<>();
        gammas.forEach(gamma -> columns.add("\u03b3 " + Format.exact(gamma)));
        columns.add("order");
        NumberTable distances = new NumberTable(
                "How far consensus is from a Newton-like step",
                "\u2016consensus \u2212 step\u2016 / \u2016step\u2016, and by which power of \u03b3 it falls between the two smallest. v is the field that"
                        + " players follow (it descends their losses), v\u2032 its Jacobian, H = \u2212v\u2032 that of the gradients they descend. Steps"
                        + " are solved by GMRES to a residual of " + Format.number(NewtonStep.TOLERANCE)
                        + "; where it does not get below " + Format.number(SOLVED) + " there is no number.",
                columns,
                List.of());
        NumberTable cosines = new NumberTable(
                "The angle between them",
                "The cosine of consensus and the same steps.",
                columns.subList(0, gammas.size()),
                List.of());
        for (int at : steps) {
            Measured measured = results.of(NAME + at);
            for (Reading reading : Reading.values()) {
                String row = reading.words() + ", step " + Format.count(at);
                double[] values = solved(measured, reading, "distance");
                double[] more = Arrays.copyOf(values, values.length + 1);
                more[values.length] = order(conditions, measured, reading);
                distances = distances.row(row, more);
                cosines = cosines.row(row, solved(measured, reading, "cosine"));
            }
        }
        return new Findings(
                claims(conditions, results), List.of(figure(conditions, results)), List.of(distances, cosines));
    }

    /** A reading's distances or cosines by γ, without those to steps that were not found. */
    private static double[] solved(Measured measured, Reading reading, String what) {
        double[] numbers = measured.numbers(reading.label() + " " + what).clone();
        double[] residuals = measured.numbers(reading.label() + " residual");
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = residuals[i] <= SOLVED ? numbers[i] : Double.NaN;
        }
        return numbers;
    }

    private static Figure figure(Conditions conditions, Results results) {
        int at = last(conditions);
        double[] across =
                gammas(conditions).stream().mapToDouble(Double::doubleValue).toArray();
        List<LinesPicture.Line> lines = Arrays.stream(Reading.values())
                .map(reading -> new LinesPicture.Line(
                        reading.words(), across, solved(results.of(NAME + at), reading, "distance")))
                .toList();
        return Figure.of(
                "Consensus beside Newton-like steps",
                "The relative distance of v \u2212 \u03b3 v\u2032\u1d40v from three steps, after " + Format.count(at)
                        + " steps of training, by \u03b3. A line of slope 2 agrees to first order in \u03b3, one of slope 1 does not.",
                new LinesPicture(
                        LinesPicture.Axis.logarithmic("\u03b3"),
                        LinesPicture.Axis.logarithmic("relative distance"),
                        lines));
    }

    private static int last(Conditions conditions) {
        List<Integer> steps = steps(conditions);
        return steps.get(steps.size() - 1);
    }

    private static List<Claim> claims(Conditions conditions, Results results) {
        List<Integer> steps = steps(conditions);
        long second = steps.stream()
                .filter(at -> Math.abs(order(conditions, results.of(NAME + at), Reading.TRANSPOSED) - 2) < EXACT)
                .count();
        long first = steps.stream()
                .filter(at -> order(conditions, results.of(NAME + at), Reading.NEWTON) > 2 - EXACT)
                .count();
        List<Double> gammas = gammas(conditions);
        double[] far = results.of(NAME + last(conditions)).numbers(Reading.TRANSPOSED.label() + " distance");
        double[] cosines = results.of(NAME + last(conditions)).numbers(Reading.TRANSPOSED.label() + " cosine");
        int large = gammas.size() - 1;
        return List.of(
                Claim.counted(
                        "The step of consensus is (I + \u03b3H)\u207b\u00b9v to first order in \u03b3, if H stands for v\u2032\u1d40 (known: a geometric"
                                + " series).",
                        "The relative distance falls as \u03b3 to the power "
                                + orders(conditions, results, Reading.TRANSPOSED)
                                + " at steps " + listed(steps) + ". Judged: 2 within " + Format.exact(EXACT) + ".",
                        second,
                        steps.size(),
                        "\u03b3 is not small beside 1/\u2016v\u2032\u2016 there."),
                Claim.counted(
                        "It is an approximate Newton step: (I + \u03b3H)\u207b\u00b9v with H = \u2212v\u2032, the Jacobian of the descended gradients (the"
                                + " reviewers\u2019 reading).",
                        "The relative distance falls as \u03b3 to the power "
                                + orders(conditions, results, Reading.NEWTON)
                                + ". What differs is 2\u03b3 times the symmetric part of v\u2032, whose product with v is "
                                + symmetric(conditions, results) + " times that of v\u2032\u1d40. Judged: order 2.",
                        first,
                        steps.size(),
                        "Consensus has v\u2032\u1d40 where Newton has v\u2032, with the other sign. They agree where v\u2032 is antisymmetric, as in the"
                                + " bilinear game, which only rotates; where a player\u2019s own loss is curved, consensus goes farther along"
                                + " steep directions, and a damped Newton step less far."),
                Claim.judged(
                        "The reading explains the method as it is used.",
                        "With \u03b3 = " + Format.exact(gammas.get(large)) + " at step "
                                + Format.count(last(conditions))
                                + " the relative distance is " + Format.number(far[large]) + ", the cosine "
                                + Format.number(cosines[large]) + ". Judged: nearer than 0.1.",
                        far[large] < 0.1,
                        "\u03b3 times the largest singular value of v\u2032 is far above 1, where the series does not converge."));
    }

    private static String orders(Conditions conditions, Results results, Reading reading) {
        return steps(conditions).stream()
                .map(at -> Format.number(order(conditions, results.of(NAME + at), reading)))
                .collect(Collectors.joining(", "));
    }

    private static String symmetric(Conditions conditions, Results results) {
        return steps(conditions).stream()
                .map(at -> Format.number(results.of(NAME + at).value("symmetric")))
                .collect(Collectors.joining(", "));
    }

    private static String listed(List<Integer> steps) {
        return steps.stream().map(Format::count).collect(Collectors.joining(", "));
    }
}
