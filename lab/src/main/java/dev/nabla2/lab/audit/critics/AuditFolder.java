package dev.nabla2.lab.audit.critics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.picture.KeptPicture;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.report.JsonText;
import dev.nabla2.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an audit grows: a file for each critic, and all of them as a page.
 *
 * @param folder the folder
 * @param asked what all critics are audited with, besides what tells them apart
 * @param command what was typed
 */
public record AuditFolder(RunFolder folder, String asked, String command) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ASKED = "asked";
    private static final String STATES = "states";
    private static final List<String> PARTS =
            List.of("step", "value", "inner", "downhill", "parts", "slopes", "fixedBatch", "descents");

    /** What an earlier run has left here of a critic. */
    public Optional<List<AuditRow>> found(Cell cell) {
        Path file = folder.path().resolve(cell.name() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            if (!json.path(ASKED).asText().equals(asked)) {
                throw new LabException(file + ": expected an audit with '" + asked + "', found one with '"
                        + json.path(ASKED).asText() + "'; give another --out");
            }
            List<AuditRow> rows = new ArrayList<>();
            for (JsonNode state : json.path(STATES)) {
                if (PARTS.stream().anyMatch(part -> !state.hasNonNull(part))) {
                    throw other(file, cell);
                }
                rows.add(new AuditRow(cell, state.get("step").asInt(), state));
            }
            if (rows.isEmpty()) {
                throw other(file, cell);
            }
            return Optional.of(rows);
        } catch (JsonProcessingException damaged) {
            throw other(file, cell);
        } catch (IOException unreadable) {
            throw new LabException(file + ": expected to be able to read it, found " + unreadable);
        }
    }

    private static LabException other(Path file, Cell cell) {
        return new LabException(file + ": expected an audit of " + cell + ", found something else; give another --out");
    }

    /** Keeps what was found of a critic; the file of its numbers comes last, so that where it is everything is. */
    void keep(Cell cell, List<ObjectNode> states, Optional<Picture> map) {
        map.ifPresent(picture -> {
            for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
                folder.write(map(cell, theme), Png.encode(picture, theme));
            }
        });
        ObjectNode json = MAPPER.createObjectNode();
        json.put(ASKED, asked);
        ArrayNode array = json.putArray(STATES);
        states.forEach(array::add);
        folder.write(cell.name() + ".json", JsonText.of(json, true) + "\n");
    }

    /** Where the page is. */
    public Path page() {
        return folder.path().resolve("report.html");
    }

    /** Writes the page of what is known so far. */
    void write(AuditSettings settings, List<AuditRow> rows) {
        folder.write("report.html", AuditPage.of(settings, rows, this::map, command));
    }

    /** The map of a critic's kinks, if one was kept. */
    Optional<Picture> map(Cell cell) {
        Path light = folder.path().resolve(map(cell, Theme.LIGHT));
        try {
            return Files.exists(light)
                    ? Optional.of(KeptPicture.read(light, folder.path().resolve(map(cell, Theme.DARK))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new LabException(light + ": expected to be able to read it, found " + unreadable);
        }
    }

    private static String map(Cell cell, Theme theme) {
        return cell.name() + "-kinks" + (theme.equals(Theme.DARK) ? "-dark" : "") + ".png";
    }

    /** All that was found, in one line. */
    public String json(List<AuditRow> rows) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(ASKED, asked);
        ArrayNode states = json.putArray(STATES);
        rows.forEach(row -> states.add(row.found()));
        return JsonText.of(json, false);
    }
}
