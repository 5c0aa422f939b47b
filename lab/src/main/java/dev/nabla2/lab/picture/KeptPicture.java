package dev.nabla2.lab.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture as {@link Png} has painted it before, in both themes.
 *
 * @param light the pixels in the light theme
 * @param dark those in the dark one, as many
 */
public record KeptPicture(BufferedImage light, BufferedImage dark) implements Picture {
    /**
     * Reads a picture from the files that {@link Png#encode} gave.
     *
     * @throws IOException if one cannot be read, or is no image
     */
    public static KeptPicture read(Path light, Path dark) throws IOException {
        return new KeptPicture(read(light), read(dark));
    }

    private static BufferedImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException(file + ": expected an image, found something else");
        }
        return image;
    }

    @Override
    public int width() {
        return light.getWidth() / Png.RESOLUTION;
    }

    @Override
    public int height() {
        return light.getHeight() / Png.RESOLUTION;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        graphics.drawImage(theme.equals(Theme.DARK) ? dark : light, 0, 0, width(), height(), null);
    }
}
