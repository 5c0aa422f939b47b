package dev.nabla2.gan.data;

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
}
