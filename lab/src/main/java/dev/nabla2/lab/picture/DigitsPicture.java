package dev.nabla2.lab.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Grey images in a square grid.
 *
 * @param pixels the images one after another, row by row, in [-1, 1]; a square number of them
 * @param imageHeight the number of rows of an image
 * @param imageWidth the number of columns of an image
 */
public record DigitsPicture(double[] pixels, int imageHeight, int imageWidth) implements Picture {
    private static final int SIDE = 260;

    @Override
    public int width() {
        return SIDE;
    }

    @Override
    public int height() {
        return SIDE;
    }

    /** Paints the images in white on black in both themes, as the data are. */
    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        int count = pixels.length / (imageHeight * imageWidth);
        int columns = (int) Math.ceil(Math.sqrt(count));
        BufferedImage sheet =
                new BufferedImage(columns * imageWidth, columns * imageHeight, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < pixels.length; i++) {
            int image = i / (imageHeight * imageWidth);
            int within = i % (imageHeight * imageWidth);
            sheet.getRaster()
                    .setSample(
                            image % columns * imageWidth + within % imageWidth,
                            image / columns * imageHeight + within / imageWidth,
                            0,
                            grey(pixels[i]));
        }
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(sheet, 0, 0, SIDE, SIDE, null);
    }

    private static int grey(double pixel) {
        return (int) Math.round(Math.max(0, Math.min(255, (pixel + 1) * 127.5)));
    }
}
