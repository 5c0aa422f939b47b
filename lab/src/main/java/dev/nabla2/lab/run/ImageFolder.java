package dev.nabla2.lab.run;

import dev.nabla2.engine.Shape;
import dev.nabla2.gan.data.DataException;
import dev.nabla2.gan.data.ImageDataSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads a folder of image files, all of one size, in the order of their names. */
public final class ImageFolder {
    private static final String FILES = "*.{png,PNG,jpg,JPG,jpeg,JPEG,gif,GIF,bmp,BMP}";
    private static final int CHANNELS = 3;

    /** The most pixels along a side: a header that says more is not believed. */
    private static final int LARGEST = 4_096;

    private ImageFolder() {}

    /**
     * Reads the images of a folder, not of those below it. The header of each is looked at before its pixels are given room.
     *
     * @param folder where they lie
     * @return images of shape {@code [3, height, width]} in red, green and blue, all with label 0; transparency is dropped
     * @throws DataException if there are none, one cannot be read, or their sizes differ
     */
    public static ImageDataSet read(Path folder) {
        List<Path> files = files(folder);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        Shape shape = null;
        for (Path file : files) {
            BufferedImage image = image(file);
            Shape found = Shape.of(CHANNELS, image.getHeight(), image.getWidth());
            if (shape != null && !shape.equals(found)) {
                throw new DataException(
                        file, size(shape) + " pixels, as " + files.get(0).getFileName(), size(found));
            }
            shape = found;
            if (values.size() > Integer.MAX_VALUE - 2 * shape.size()) {
                throw new DataException(folder, "less than 2 GiB of pixels in all", "more");
            }
            append(image, values);
        }
        return ImageDataSet.of("images", shape, values.toByteArray(), new byte[files.size()]);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder, "a folder of images", Files.exists(folder) ? "a file" : "nothing there");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, FILES)) {
            found.forEach(files::add);
        } catch (IOException unreadable) {
            throw new DataException(
                    folder, "a readable folder", unreadable.getClass().getSimpleName());
        }
        if (files.isEmpty()) {
            throw new DataException(folder, "images whose names end in .png, .jpg, .jpeg, .gif or .bmp", "none");
        }
        files.sort(null);
        return files;
    }

    /** Decoders throw all kinds of exceptions on broken files, hence the second catch. */
    private static BufferedImage image(Path file) {
        try (ImageInputStream content = ImageIO.createImageInputStream(file.toFile())) {
            if (content == null) {
                throw new DataException(file, "a readable image", "none");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(content);
            if (!readers.hasNext()) {
                throw new DataException(file, "an image as PNG, JPEG, GIF or BMP", "another format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(content, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > LARGEST || height > LARGEST) {
                    throw new DataException(
                            file, "at most " + LARGEST + " pixels along a side", width + " x " + height);
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (DataException told) {
            throw told;
        } catch (IOException | RuntimeException corrupt) {
            throw new DataException(
                    file, "a sound image", "a broken one (" + corrupt.getClass().getSimpleName() + ")");
        }
    }

    private static void append(BufferedImage image, ByteArrayOutputStream values) {
        int area = image.getWidth() * image.getHeight();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), new int[area], 0, image.getWidth());
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int pixel : pixels) {
                values.write(pixel >> (16 - 8 * channel));
            }
        }
    }

    private static String size(Shape shape) {
        return shape.extent(2) + " x " + shape.extent(1);
    }
}
