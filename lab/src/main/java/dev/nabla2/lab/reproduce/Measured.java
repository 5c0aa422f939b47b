package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.picture.Picture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What a part measured: numbers and pictures by name.
 *
 * @param values one number or several
 * @param pictures what is too large to be kept as numbers
 */
public record Measured(Map<String, double[]> values, Map<String, Picture> pictures) {
    /** Keeps maps of its own, in their order. */
    public Measured {
        values = new LinkedHashMap<>(values);
        pictures = new LinkedHashMap<>(pictures);
    }

    /** Nothing. */
    public static Measured nothing() {
        return new Measured(Map.of(), Map.of());
    }

    /** This and a number, or several. */
    public Measured with(String name, double... numbers) {
        Measured more = new Measured(values, pictures);
        more.values.put(name, numbers.clone());
        return more;
    }

    /** This and a picture; its name is part of a file's. */
    public Measured with(String name, Picture picture) {
        Measured more = new Measured(values, pictures);
        more.pictures.put(name, picture);
        return more;
    }

    /** This and all of another's. */
    public Measured with(Measured other) {
        Measured more = new Measured(values, pictures);
        more.values.putAll(other.values);
        more.pictures.putAll(other.pictures);
        return more;
    }

    /** A number. */
    public double value(String name) {
        double[] numbers = numbers(name);
        if (numbers.length != 1) {
            throw new IllegalArgumentException(name + ": expected one number, found " + numbers.length);
        }
        return numbers[0];
    }

    /** Numbers. */
    public double[] numbers(String name) {
        return found(values, name).clone();
    }

    /** A picture. */
    public Picture picture(String name) {
        return found(pictures, name);
    }

    private static <T> T found(Map<String, T> in, String name) {
        T found = in.get(name);
        if (found == null) {
            throw new NoSuchElementException("measured: expected one of " + in.keySet() + ", found " + name);
        }
        return found;
    }
}
