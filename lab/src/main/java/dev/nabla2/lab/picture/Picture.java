package dev.nabla2.lab.picture;

import java.awt.Graphics2D;

/** Something to look at, of a fixed size, that can be painted in a light or a dark theme. */
public interface Picture {
    /** In units of which a screen of ordinary resolution has one per pixel. */
    int width();

    /** In the units of {@link #width}. */
    int height();

    /** Paints over everything from (0, 0) to (width, height), the background included. */
    void paint(Graphics2D graphics, Theme theme);
}
