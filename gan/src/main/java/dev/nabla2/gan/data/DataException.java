package dev.nabla2.gan.data;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells in one line that data cannot be used: where they were looked for, what was expected, and what was found. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An error in a file or folder.
     *
     * @param place the file or folder
     * @param expected what would have been right
     * @param found what was there
     */
    public DataException(Object place, String expected, String found) {
        super(place + ": expected " + expected + ", found " + found);
    }

    /**
     * A file or folder that cannot be read.
     *
     * @param place the file or folder
     * @param expected what would have been right
     * @param cause what reading it ended with
     */
    public static DataException unreadable(Path place, String expected, Exception cause) {
        String found = cause instanceof NoSuchFileException
                ? "nothing there"
                : cause instanceof AccessDeniedException
                        ? "no permission"
                        : cause.getClass().getSimpleName();
        return new DataException(place, expected, found);
    }
}
