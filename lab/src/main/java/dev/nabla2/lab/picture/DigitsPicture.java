package dev.nabla2.lab.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Grey or coloured images in a square grid.
 *
 * @param pixels the images one after another, channel by channel, row by row, in [-1, 1]; a square number of them
 * @param channels 3 for red, green and blue; of any other number the first is shown in grey
 * @param imageHeight the number of rows of an image
 * @param imageWidth the number of columns of an image
 */
public record DigitsPicture(double[] pixels, int channels, int imageHeight, int imageWidth) implements Picture {
    private static final int SIDE = 260;
    private static final int COLOURS = 3;

    /** Grey images. */
    public DigitsPicture(double[] pixels, int imageHeight, int imageWidth) {
        this(pixels, 1, imageHeight, imageWidth);
    }

    @Override
    public int width() {
        return SIDE;
    }

    @Override
    public int height() {
        return SIDE;
    }

    /** Paints grey images in white on black in both themes, as the data are. */
    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(sheet(), 0, 0, SIDE, SIDE, null);
    }

    /** The images side by side, pixel by pixel. */
    public BufferedImage sheet() {
        int area = imageHeight * imageWidth;
        int bands = channels == COLOURS ? COLOURS : 1;
        int count = pixels.length / (channels * area);
        int columns = (int) Math.ceil(Math.sqrt(count));
        BufferedImage sheet = new BufferedImage(
                columns * imageWidth,
                (count + columns - 1) / columns * imageHeight,
                bands == COLOURS ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < count * bands * area; i++) {
            int image = i / (bands * area);
            int band = i / area % bands;
            int within = i % area;
            sheet.getRaster()
                    .setSample(
                            image % columns * imageWidth + within % imageWidth,
                            image / columns * imageHeight + within / imageWidth,
                            band,
                            level(pixels[(image * channels + band) * area + within]));
        }
        return sheet;
    }

    private static int level(double pixel) {
        return (int) Math.round(Math.max(0, Math.min(255, (pixel + 1) * 127.5)));
    }
}
