package dev.nabla2.gan.data;

import dev.nabla2.engine.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CIFAR-10 in its binary version (Krizhevsky, "Learning multiple layers of features from tiny images", 2009).
 *
 * <p>A file is a row of records, any whole number of them: a byte for the label, 0 to 9, then 1,024 bytes each of red, green and
 * blue, row by row.
 */
public final class Cifar10 {
    private static final Shape IMAGE = Shape.of(3, 32, 32);
    private static final int CLASSES = 10;
    private static final int RECORD = 1 + 3 * 32 * 32;
    private static final String TRAINING = "data_batch_*.bin";

    private Cifar10() {}

    /**
     * Reads the images to train on: of whichever files {@code data_batch_1.bin} to {@code data_batch_5.bin} are there.
     *
     * @param folder where they lie
     * @throws DataException if there are none, or one is not what it should be
     */
    public static ImageDataSet load(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    folder,
                    "a folder that holds CIFAR-10's files " + TRAINING,
                    Files.exists(folder) ? "a file" : "nothing there");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, TRAINING)) {
            found.forEach(files::add);
        } catch (IOException unreadable) {
            throw DataException.unreadable(folder, "a readable folder", unreadable);
        }
        if (files.isEmpty()) {
            throw new DataException(
                    folder, "CIFAR-10's files " + TRAINING + " (the binary version, unpacked)", "none of them");
        }
        files.sort(null);
        return read(files);
    }

    /**
     * Reads files, one after another. Never allocates much more than they really hold.
     *
     * @param files at least one
     * @return images of shape {@code [3, 32, 32]} and their labels
     * @throws DataException if a file cannot be read, is empty, ends within a record or holds a label above 9
     */
    public static ImageDataSet read(List<Path> files) {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                append(file, content, values, labels);
            } catch (IOException unreadable) {
                throw DataException.unreadable(file, "a readable file", unreadable);
            }
        }
        return ImageDataSet.of("cifar10", IMAGE, values.toByteArray(), labels.toByteArray());
    }

    private static void append(
            Path file, InputStream content, ByteArrayOutputStream values, ByteArrayOutputStream labels)
            throws IOException {
        int before = labels.size();
        byte[] record = new byte[RECORD];
        int length = content.readNBytes(record, 0, RECORD);
        while (length == RECORD) {
            if (record[0] < 0 || record[0] >= CLASSES) {
                throw new DataException(
                        file,
                        "a label from 0 to 9 in record " + (labels.size() - before + 1),
                        String.valueOf(record[0] & 0xff));
            }
            if (values.size() > Integer.MAX_VALUE - 2 * RECORD) {
                throw new DataException(file, "less than 2 GiB of images in all", "more");
            }
            labels.write(record[0]);
            values.write(record, 1, RECORD - 1);
            length = content.readNBytes(record, 0, RECORD);
        }
        if (length > 0 || labels.size() == before) {
            long bytes = (long) RECORD * (labels.size() - before) + length;
            throw new DataException(
                    file, "whole records of " + RECORD + " bytes, at least one", "a file of " + bytes + " bytes");
        }
    }
}
