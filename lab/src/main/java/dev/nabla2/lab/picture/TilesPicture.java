package dev.nabla2.lab.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/**
 * Pictures of one size in rows, each under its title.
 *
 * @param tiles at least one
 * @param columns how many in a row
 */
public record TilesPicture(List<Tile> tiles, int columns) implements Picture {
    private static final int GAP = 20;
    private static final int TITLE = 44;

    /** Copies the list. */
    public TilesPicture {
        tiles = List.copyOf(tiles);
    }

    private int stepAcross() {
        return tiles.get(0).picture().width() + GAP;
    }

    private int stepDown() {
        return tiles.get(0).picture().height() + TITLE + GAP;
    }

    @Override
    public int width() {
        return Math.min(columns, tiles.size()) * stepAcross() + GAP;
    }

    @Override
    public int height() {
        return (tiles.size() + columns - 1) / columns * stepDown() + GAP / 2;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        for (int i = 0; i < tiles.size(); i++) {
            Graphics2D part = (Graphics2D) graphics.create();
            part.translate(GAP + i % columns * stepAcross(), GAP / 2 + i / columns * stepDown());
            part.setColor(theme.ink());
            part.setFont(theme.font(14).deriveFont(Font.BOLD));
            part.drawString(tiles.get(i).title(), 0, 16);
            part.setColor(theme.muted());
            part.setFont(theme.font(12));
            part.drawString(tiles.get(i).note(), 0, 34);
            part.translate(0, TITLE);
            tiles.get(i).picture().paint(part, theme);
            part.dispose();
        }
    }
}
