package dev.nabla2.lab.report;

import dev.nabla2.lab.LabException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder that a run writes to. A file appears under its name only when it is complete: it is written under another and
 * renamed.
 *
 * @param path where it lies
 */
public record RunFolder(Path path) {
    private static final Path RUNS = Path.of("runs");

    /**
     * Makes the folder and tries whether it can be written.
     *
     * @param asked what the user asked for, in which files of an earlier run are replaced; where empty, a new folder in {@code
     *     runs}
     * @param name the name of the new folder, to which a number is added where it is taken
     * @throws LabException if the folder cannot be written
     */
    public static RunFolder prepare(Optional<Path> asked, String name) {
        RunFolder folder = new RunFolder(asked.map(RunFolder::made).orElseGet(() -> fresh(name)));
        folder.write(".writable", new byte[0]);
        try {
            Files.delete(folder.path.resolve(".writable"));
        } catch (IOException refused) {
            throw unwritable(folder.path, refused);
        }
        return folder;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException refused) {
            throw unwritable(folder, refused);
        }
    }

    private static Path fresh(String name) {
        made(RUNS);
        for (int number = 1; ; number++) {
            Path folder = RUNS.resolve(number == 1 ? name : name + "-" + number);
            try {
                return Files.createDirectory(folder);
            } catch (FileAlreadyExistsException taken) {
                continue;
            } catch (IOException refused) {
                throw unwritable(folder, refused);
            }
        }
    }

    /** Deletes a file, if there is one. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException refused) {
            throw unwritable(path.resolve(name), refused);
        }
    }

    /** Writes a text file, or replaces it. */
    public void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, or replaces it. */
    public void write(String name, byte[] content) {
        Path unfinished = path.resolve("." + name + ".unfinished");
        try {
            writeThrough(unfinished, content);
            Files.move(
                    unfinished,
                    path.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException alsoRefused) {
                refused.addSuppressed(alsoRefused);
            }
            throw unwritable(path.resolve(name), refused);
        }
    }

    /** Returns when the bytes are on the disk itself: a name must not outlast a loss of power without its content. */
    private static void writeThrough(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
        }
    }

    private static LabException unwritable(Path place, IOException refused) {
        return new LabException(place + ": expected to be able to write there, found " + reason(place, refused));
    }

    private static String reason(Path place, IOException refused) {
        if (refused instanceof FileAlreadyExistsException) {
            return "a file where a folder is wanted";
        }
        if (refused instanceof java.nio.file.AccessDeniedException) {
            return "no permission";
        }
        if (refused instanceof java.nio.file.NoSuchFileException) {
            return "a place where no folder can be made";
        }
        if (refused instanceof FileSystemException told && told.getReason() != null) {
            return "this: " + told.getReason();
        }
        String message = String.valueOf(refused.getMessage());
        return refused.getClass().getSimpleName() + (message.equals(place.toString()) ? "" : " (" + message + ")");
    }
}
