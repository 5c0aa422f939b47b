package dev.nabla2.lab.picture;

import java.awt.Color;
import java.util.List;

/**
 * Colours for the numbers from 0 to 1, in equal steps between the stops.
 *
 * @param stops at least two
 */
public record ColourMap(List<Color> stops) {
    /**
     * Copies the stops.
     *
     * @throws IllegalArgumentException if there are fewer than two
     */
    public ColourMap {
        stops = List.copyOf(stops);
        if (stops.size() < 2) {
            throw new IllegalArgumentException("colour map: expected at least 2 stops, found " + stops.size());
        }
    }

    static ColourMap of(String... stops) {
        return new ColourMap(java.util.Arrays.stream(stops).map(Color::decode).toList());
    }

    /** The colour at a position; positions outside [0, 1] have that of the nearer end. */
    public Color at(double position) {
        double scaled = Math.max(0, Math.min(1, position)) * (stops.size() - 1);
        int below = Math.min((int) scaled, stops.size() - 2);
        return between(stops.get(below), stops.get(below + 1), scaled - below);
    }

    private static Color between(Color a, Color b, double t) {
        return new Color(
                (int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
    }
}
