package dev.nabla2.lab.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Turns pictures into PNG files of twice their size in pixels, so that they are sharp on fine screens and in print. */
public final class Png {
    /** Pixels for each unit of a picture. */
    public static final int RESOLUTION = 2;

    private Png() {}

    /** The bytes of a PNG file. */
    public static byte[] encode(Picture picture, Theme theme) {
        return picture instanceof KeptPicture kept ? kept.png(theme) : encode(render(picture, theme));
    }

    /** The bytes of a PNG file with these pixels. */
    public static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory: the default, a file, adds a shutdown hook, which Java refuses while an interrupted run is
        // reported.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("png: expected a writer for PNG in this Java, found none");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The picture as pixels. */
    public static BufferedImage render(Picture picture, Theme theme) {
        BufferedImage image = new BufferedImage(
                picture.width() * RESOLUTION, picture.height() * RESOLUTION, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            graphics.scale(RESOLUTION, RESOLUTION);
            graphics.setColor(theme.background());
            graphics.fillRect(0, 0, picture.width(), picture.height());
            picture.paint(graphics, theme);
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
