package dev.nabla2.lab.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What all parts of an experiment measured.
 *
 * @param parts by name
 */
public record Results(Map<String, Measured> parts) {
    /** Keeps a map of its own, in its order. */
    public Results {
        parts = new LinkedHashMap<>(parts);
    }

    /** What a part measured. */
    public Measured of(String part) {
        Measured found = parts.get(part);
        if (found == null) {
            throw new NoSuchElementException("results: expected one of " + parts.keySet() + ", found " + part);
        }
        return found;
    }

    /** Whether a part was computed. */
    public boolean has(String part) {
        return parts.containsKey(part);
    }
}
