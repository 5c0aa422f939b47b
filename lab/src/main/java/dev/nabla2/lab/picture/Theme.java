package dev.nabla2.lab.picture;

import java.awt.Color;
import java.awt.Font;

/**
 * The colours of a picture. Real data are blue and generated ones orange in every picture, a pair that people with the common
 * kinds of colour blindness can tell apart (after Okabe and Ito 2008).
 *
 * @param background behind everything
 * @param panel behind plotted data
 * @param ink for text
 * @param muted for axes and secondary text
 * @param grid for lines behind data
 * @param real for real data
 * @param generated for generated data
 * @param critic for what concerns the critic alone
 * @param measure for what something should be, or costs
 * @param surface for the critic's values, from low to high
 */
public record Theme(
        Color background,
        Color panel,
        Color ink,
        Color muted,
        Color grid,
        Color real,
        Color generated,
        Color critic,
        Color measure,
        ColourMap surface) {
    /** Dark on white. */
    public static final Theme LIGHT = new Theme(
            Color.decode("#ffffff"),
            Color.decode("#fbfbfa"),
            Color.decode("#1f2328"),
            Color.decode("#5f6873"),
            Color.decode("#e6e8eb"),
            Color.decode("#0b5fa5"),
            Color.decode("#d9541e"),
            Color.decode("#6b4fa0"),
            Color.decode("#2f8f5b"),
            ColourMap.of("#fffdf3", "#e3f0dc", "#bcdfd0", "#90c8c4", "#68abb4", "#4a8ca3"));

    /** Light on nearly black. */
    public static final Theme DARK = new Theme(
            Color.decode("#15181d"),
            Color.decode("#1a1e24"),
            Color.decode("#e6e8eb"),
            Color.decode("#9aa4b0"),
            Color.decode("#2c323a"),
            Color.decode("#6cb6ff"),
            Color.decode("#ff8a4c"),
            Color.decode("#b79cf0"),
            Color.decode("#6fce98"),
            ColourMap.of("#171a26", "#1d2b40", "#213f55", "#265666", "#2f6f75", "#3f8a80"));

    /** The typeface of every picture, of a size in the picture's units. */
    public Font font(double size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
    }

    /** A colour made translucent: 0 is invisible, 1 opaque. */
    public static Color translucent(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }
}
