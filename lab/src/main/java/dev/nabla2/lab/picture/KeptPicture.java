package dev.nabla2.lab.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture as {@link Png} has painted it before, in both themes.
 *
 * @param light the bytes of the PNG file in the light theme
 * @param dark those in the dark one
 */
public record KeptPicture(byte[] light, byte[] dark) implements Picture {
    /** Where a PNG file has its width and its height (PNG specification, third edition, section 11.2.1). */
    private static final int WIDTH = 16;

    private static final int HEIGHT = 20;

    /** Checks that there are such numbers. */
    public KeptPicture {
        if (light.length < HEIGHT + Integer.BYTES) {
            throw new IllegalArgumentException("kept picture: expected a PNG file, found " + light.length + " bytes");
        }
    }

    /**
     * Reads a picture from the files that {@link Png#encode} gave.
     *
     * @throws IOException if one cannot be read
     */
    public static KeptPicture read(Path light, Path dark) throws IOException {
        return new KeptPicture(Files.readAllBytes(light), Files.readAllBytes(dark));
    }

    /** The file in a theme. */
    byte[] png(Theme theme) {
        return theme.equals(Theme.DARK) ? dark : light;
    }

    @Override
    public int width() {
        return ByteBuffer.wrap(light).getInt(WIDTH) / Png.RESOLUTION;
    }

    @Override
    public int height() {
        return ByteBuffer.wrap(light).getInt(HEIGHT) / Png.RESOLUTION;
    }

    @Override
    public void paint(Graphics2D graphics, Theme theme) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(theme)));
            graphics.drawImage(image, 0, 0, width(), height(), null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
