package dev.nabla2.gan.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads tables of numbers from text: a row a line, in UTF-8, columns separated by commas (RFC 4180, without quoting, which numbers
 * do not need).
 *
 * <p>Where no field of the first line is a number, that line names the columns. Empty lines and blanks around numbers are passed
 * over. A number is what Java's {@link Double#parseDouble} takes, and finite.
 */
public final class Csv {
    /** The longest text of a wrong field that an error repeats. */
    private static final int SHOWN = 20;

    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private List<String> columns = List.of();
    private double[] values = new double[64];
    private int filled;
    private int lineNumber;

    private Csv(Path file) {
        this.file = file;
    }

    /**
     * Reads a file. Never allocates more than a small multiple of the file's size.
     *
     * @param file the file
     * @return its rows, as the data set {@code csv}
     * @throws DataException if it cannot be read, is empty, has lines of different lengths or holds what is no finite number; line
     *     and column are named, both from 1
     */
    public static Table read(Path file) {
        Csv csv = new Csv(file);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            csv.read(lines);
        } catch (CharacterCodingException notText) {
            throw new DataException(file, "text in UTF-8", "other bytes after line " + csv.lineNumber);
        } catch (IOException | UncheckedIOException unreadable) {
            throw DataException.unreadable(file, "a readable file", unreadable);
        }
        if (csv.filled == 0) {
            throw new DataException(file, "at least one row of numbers", "none");
        }
        return new Table("csv", csv.columns, Arrays.copyOf(csv.values, csv.filled));
    }

    private void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            lineNumber++;
            if (lineNumber == 1 && line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            if (line.length() > LONGEST_LINE) {
                throw new DataException(
                        file + " line " + lineNumber, "at most " + LONGEST_LINE + " characters", "more");
            }
            if (!line.isBlank()) {
                take(line.split(",", -1));
            }
        }
    }

    private void take(String[] fields) {
        if (columns.isEmpty()) {
            if (Arrays.stream(fields).noneMatch(Csv::isNumber)) {
                columns = Arrays.stream(fields).map(String::strip).toList();
                return;
            }
            columns = IntStream.rangeClosed(1, fields.length)
                    .mapToObj(i -> "column " + i)
                    .toList();
        }
        if (fields.length != columns.size()) {
            throw new DataException(
                    file + " line " + lineNumber,
                    columns.size() + " columns, as in the first line",
                    String.valueOf(fields.length));
        }
        for (int column = 0; column < fields.length; column++) {
            append(number(fields[column], column + 1));
        }
    }

    private static boolean isNumber(String field) {
        try {
            Double.parseDouble(field);
            return true;
        } catch (NumberFormatException text) {
            return false;
        }
    }

    private double number(String field, int column) {
        double number = Double.NaN;
        try {
            number = Double.parseDouble(field);
        } catch (NumberFormatException text) {
            // Told below, as what is not finite is.
        }
        if (!Double.isFinite(number)) {
            throw new DataException(
                    file + " line " + lineNumber + " column " + column, "a finite number", "'" + shown(field) + "'");
        }
        return number;
    }

    private static String shown(String field) {
        String line = field.strip().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "\u2026";
    }

    private void append(double number) {
        if (filled == values.length) {
            values = Arrays.copyOf(values, Math.max(filled + 1, (int) Math.min(Integer.MAX_VALUE - 8, 2L * filled)));
        }
        values[filled++] = number;
    }
}
