package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Tile;
import java.util.List;

/**
 * One or several pictures under a title.
 *
 * @param title what they show, in a few words
 * @param caption what a reader should see, with what the axes and colours mean
 * @param tiles the pictures, each with its own title and note, which may be empty
 */
public record Figure(String title, String caption, List<Tile> tiles) {
    /** Copies the list. */
    public Figure {
        tiles = List.copyOf(tiles);
    }

    /** A single picture. */
    public static Figure of(String title, String caption, Picture picture) {
        return new Figure(title, caption, List.of(new Tile("", "", picture)));
    }
}
