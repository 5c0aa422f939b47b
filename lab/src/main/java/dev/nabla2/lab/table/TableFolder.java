package dev.nabla2.lab.table;

import dev.nabla2.lab.LabException;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a table grows: a file and two pictures for each row, and the whole table as a page and as comma-separated values.
 *
 * @param folder the folder
 * @param asked what all rows are made for, besides their own options
 */
public record TableFolder(RunFolder folder, String asked) {
    /** The page's name. */
    private static final String PAGE = "table.html";

    /** Where the page is. */
    public Path page() {
        return folder.path().resolve(PAGE);
    }

    /**
     * A row that an earlier run has left here.
     *
     * @throws LabException if what is here under its name is something else
     */
    public Optional<Row> found(Combination combination) {
        Path file = folder.path().resolve(combination.name() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TableJson.read(Files.readString(file), combination, asked));
        } catch (IllegalArgumentException other) {
            throw new LabException(file + ": " + other.getMessage() + "; give another --out");
        } catch (IOException unreadable) {
            throw new LabException(file + ": expected to be able to read it, found " + unreadable);
        }
    }

    /** Keeps a row that was trained. */
    public void keep(Row row, Picture samples) {
        String name = row.combination().name();
        folder.write(picture(row.combination(), Theme.LIGHT), Png.encode(samples, Theme.LIGHT));
        folder.write(picture(row.combination(), Theme.DARK), Png.encode(samples, Theme.DARK));
        folder.write(name + ".json", TableJson.row(row, asked));
    }

    /** Writes the table as it is so far. */
    public void write(Table table, String command, Environment environment) {
        folder.write("table.csv", TableText.commas(table));
        folder.write(PAGE, TablePage.of(table, command, environment));
    }

    static String picture(Combination combination, Theme theme) {
        return combination.name() + (theme.equals(Theme.DARK) ? "-dark.png" : ".png");
    }
}
