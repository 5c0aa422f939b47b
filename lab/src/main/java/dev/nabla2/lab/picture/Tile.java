package dev.nabla2.lab.picture;

/**
 * One of several pictures shown beside each other.
 *
 * @param title what it shows, in a few words
 * @param note something about it, such as its score; may be empty
 * @param picture the picture
 */
public record Tile(String title, String note, Picture picture) {}
