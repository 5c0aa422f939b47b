package dev.nabla2.lab.audit;

import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Some of a critic's parameters.
 *
 * @param name what they are called
 * @param places theirs among all numbers of the critic, one after another
 */
public record Part(String name, List<Range> places) {
    /** Copies the list. */
    public Part {
        places = List.copyOf(places);
    }

    /**
     * Numbers one after another.
     *
     * @param from the first
     * @param to the one after the last
     */
    public record Range(int from, int to) {}

    /** All of them. */
    public static Part all(Parameters theta) {
        return named("all", theta, name -> true);
    }

    /**
     * Everything, each kind of parameter apart from the last layer's, and each tensor. Kinds are the last words of names, such as
     * {@code bias}.
     */
    public static List<Part> of(Parameters theta) {
        List<Part> parts = new ArrayList<>();
        parts.add(all(theta));
        String last = branch(theta.names().get(theta.names().size() - 1));
        theta.names().stream().map(Part::kind).distinct().forEach(kind -> {
            Part hidden = named(
                    "hidden " + kind,
                    theta,
                    n -> kind(n).equals(kind) && !branch(n).equals(last));
            if (!hidden.places.isEmpty()) {
                parts.add(hidden);
            }
        });
        theta.names().forEach(name -> parts.add(named(name, theta, name::equals)));
        return parts;
    }

    /** The parameters whose names fit. */
    public static Part named(String name, Parameters theta, Predicate<String> fits) {
        List<Range> places = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < theta.names().size(); i++) {
            int size = theta.tensors().get(i).shape().size();
            if (fits.test(theta.names().get(i))) {
                places.add(new Range(at, at + size));
            }
            at += size;
        }
        return new Part(name, places);
    }

    private static String kind(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String branch(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** How many numbers there are. */
    public int size() {
        return places.stream().mapToInt(range -> range.to() - range.from()).sum();
    }

    /** A vector of all parameters with zeros outside this part. */
    public double[] alone(double[] vector) {
        double[] alone = new double[vector.length];
        places.forEach(r -> System.arraycopy(vector, r.from(), alone, r.from(), r.to() - r.from()));
        return alone;
    }

    double[][] of(double[][] vectors) {
        double[][] parts = new double[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            double[] part = new double[size()];
            int at = 0;
            for (Range r : places) {
                System.arraycopy(vectors[i], r.from(), part, at, r.to() - r.from());
                at += r.to() - r.from();
            }
            parts[i] = part;
        }
        return parts;
    }
}
