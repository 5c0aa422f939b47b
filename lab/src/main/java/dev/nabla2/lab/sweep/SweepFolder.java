package dev.nabla2.lab.sweep;

import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.RunFolder;
import dev.nabla2.lab.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a sweep grows: a file for each run, and all of them as a page and as comma-separated values.
 *
 * <p>A run's file is named after everything that determines the run, so that sweeps which share a folder share the runs that they have in
 * common, and none is taken for another.
 *
 * @param folder the folder
 */
public record SweepFolder(RunFolder folder) {
    private static final String PAGE = "sweep.html";

    /** Where the page is. */
    public Path page() {
        return folder.path().resolve(PAGE);
    }

    /**
     * The name of a run.
     *
     * @param options every option that has a use in it, defaults included
     * @param fingerprint of its data, where they have one
     */
    public static String name(Map<String, String> options, Optional<String> fingerprint) {
        StringBuilder text = new StringBuilder(fingerprint.orElse(""));
        new TreeMap<>(options)
                .forEach((name, value) ->
                        text.append('\n').append(name).append('=').append(value));
        return "run-" + Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)) + ".json";
    }

    /**
     * A run that was left here.
     *
     * @throws LabException if the file of that name is none
     */
    public Optional<Score> found(String name) {
        Path file = folder.path().resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SweepJson.read(Files.readString(file)));
        } catch (IllegalArgumentException other) {
            throw new LabException(file + ": " + other.getMessage() + "; give another --out, or remove it");
        } catch (IOException unreadable) {
            throw new LabException(file + ": expected to be able to read it, found " + unreadable);
        }
    }

    /**
     * Keeps a run.
     *
     * @param options as in its {@link #name}
     * @param command what gives it again
     */
    public void keep(String name, Map<String, String> options, String command, Score score) {
        folder.write(name, SweepJson.run(options, command, score));
    }

    /** Writes the sweep as it is so far. */
    public void write(Sweep sweep, String command, Environment environment) {
        folder.write("sweep.csv", SweepText.commas(sweep));
        folder.write(PAGE, SweepPage.of(sweep, command, environment));
    }
}
