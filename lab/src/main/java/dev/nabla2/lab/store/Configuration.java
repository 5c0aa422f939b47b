package dev.nabla2.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * As much of a run's {@code config.json} as it takes to run it again.
 *
 * @param command what was typed to begin it
 * @param kernels what computed it, in words; empty if it is not said
 * @param options the options that make it, defaults included: names such as {@code --steps} and texts as one would type them
 * @param fingerprint of the data that it learns; empty where these are drawn on the fly, or it is not said
 */
public record Configuration(String command, String kernels, Map<String, String> options, String fingerprint) {
    private static final long LONGEST = 1 << 20;

    /** The field that holds the options. */
    private static final String OPTIONS = "options";

    /** The field that holds the data's fingerprint. */
    private static final String FINGERPRINT = "fingerprint";

    /** The field that holds the command. */
    private static final String COMMAND = "command";

    /**
     * Reads a file.
     *
     * @throws LabException if it is not the configuration of a run
     */
    public static Configuration read(Path file) {
        JsonNode json = tree(file);
        JsonNode options = json.path(OPTIONS);
        if (!options.isObject()) {
            throw new LabException(file + ": expected the configuration of a run with an object " + OPTIONS + ", found "
                    + (json.isObject() ? "none; an older version may have written it" : "something else"));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        options.properties().forEach(option -> {
            if (!option.getValue().isTextual()) {
                throw new LabException(
                        file + ": expected a text as " + option.getKey() + ", found " + option.getValue());
            }
            texts.put(option.getKey(), option.getValue().asText());
        });
        return new Configuration(
                json.path(COMMAND).asText(),
                json.path("environment").path("kernels").asText(),
                texts,
                json.path(FINGERPRINT).asText());
    }

    /**
     * Checks that data are those that the run began with.
     *
     * @param where they lie
     * @throws LabException if they are others
     */
    public void checkData(DataSet data, Path where) {
        String found = data.fingerprint().orElse("");
        if (!fingerprint.isEmpty() && !fingerprint.equals(found)) {
            throw new LabException(
                    where.toAbsolutePath().normalize() + ": expected the data that the run began with, of fingerprint "
                            + fingerprint + ", found others, of fingerprint " + found);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new LabException(
                        file + ": expected the configuration of a run, found " + Files.size(file) + " bytes");
            }
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException broken) {
            throw new LabException(file + ": expected JSON, found something else at line "
                    + broken.getLocation().getLineNr() + ", column "
                    + broken.getLocation().getColumnNr());
        } catch (NoSuchFileException missing) {
            throw new LabException(file + ": expected the configuration of a run, found no such file");
        } catch (IOException unreadable) {
            throw new LabException(file + ": expected the configuration of a run, found it unreadable ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
