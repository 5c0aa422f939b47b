package dev.nabla2.lab.command;

import dev.nabla2.lab.run.DataChoice;
import java.util.ArrayList;
import java.util.List;

/** What can be learned, for the help. */
final class DataList {
    private DataList() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("What --data can name:");
        for (DataChoice data : DataChoice.values()) {
            lines.add("  " + data.label() + ": " + data.description());
            data.place().ifPresent(place -> lines.add("      --data-dir is " + place + "."));
        }
        return lines;
    }
}
