package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.LabException;
import dev.nabla2.lab.picture.KeptPicture;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an experiment is kept: its page, its result and its figures, and below {@code parts} what each part measured.
 *
 * @param folder its own, in that of all experiments
 * @param parts where its parts lie
 * @param conditions under which it is run
 */
public record ExperimentFolder(RunFolder folder, RunFolder parts, Conditions conditions) {
    /** The name of every experiment's page. */
    static final String PAGE = "report.html";

    /** The name of every experiment's result. */
    static final String RESULT = "result.json";

    /**
     * A part that was computed before.
     *
     * @param measured what it measured
     * @param seconds how long that took
     */
    record Kept(Measured measured, double seconds) {}

    /**
     * Makes the folder of an experiment.
     *
     * @param out the folder of all
     * @throws LabException if it cannot be written
     */
    public static ExperimentFolder in(Path out, Experiment experiment, Conditions conditions) {
        Path own = out.resolve(experiment.name());
        return new ExperimentFolder(
                RunFolder.prepare(Optional.of(own), ""),
                RunFolder.prepare(Optional.of(own.resolve("parts")), ""),
                conditions);
    }

    /** Where classifiers are kept, beside the folder of all experiments, as the command {@code train} keeps them. */
    Path cache() {
        return folder.path().toAbsolutePath().normalize().getParent().resolveSibling(".classifiers");
    }

    /** Where the page is. */
    public Path page() {
        return folder.path().resolve(PAGE);
    }

    /**
     * A part that an earlier run has left here.
     *
     * @throws LabException if what is here under its name is something else
     */
    Optional<Kept> found(Part part) {
        Path file = parts.path().resolve(part.name() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            PartJson json = PartJson.read(Files.readString(file));
            if (!json.asked().equals(asked(part))) {
                throw new LabException(file + ": expected what was computed for '" + asked(part)
                        + "', found what was for '" + json.asked() + "'; delete it, or give another --out");
            }
            Map<String, Picture> pictures = new LinkedHashMap<>();
            for (String name : json.pictures()) {
                pictures.put(
                        name,
                        KeptPicture.read(
                                parts.path().resolve(picture(part, name, Theme.LIGHT)),
                                parts.path().resolve(picture(part, name, Theme.DARK))));
            }
            return Optional.of(new Kept(new Measured(json.values(), pictures), json.seconds()));
        } catch (IllegalArgumentException other) {
            throw new LabException(file + ": " + other.getMessage() + "; delete it, or give another --out");
        } catch (IOException unreadable) {
            throw new LabException(file + ": expected to be able to read it and its pictures, found " + unreadable);
        }
    }

    /** Keeps a part; the file of its numbers comes last, so that where it is everything is. */
    Kept keep(Part part, Measured measured, double seconds) {
        measured.pictures().forEach((name, picture) -> {
            parts.write(picture(part, name, Theme.LIGHT), Png.encode(picture, Theme.LIGHT));
            parts.write(picture(part, name, Theme.DARK), Png.encode(picture, Theme.DARK));
        });
        PartJson json = new PartJson(
                asked(part),
                seconds,
                measured.values(),
                List.copyOf(measured.pictures().keySet()));
        parts.write(part.name() + ".json", json.text());
        // As a later run will find it, so that both come to the same result.
        return found(part).orElseThrow();
    }

    private String asked(Part part) {
        return conditions + ": " + part.settings();
    }

    private static String picture(Part part, String name, Theme theme) {
        return part.name() + "-" + name + ending(theme);
    }

    /** The file of a tile of a figure, both counted from 0. */
    static String figure(int figure, int tile, Theme theme) {
        return "figure-" + (figure + 1) + "-" + (tile + 1) + ending(theme);
    }

    private static String ending(Theme theme) {
        return theme.equals(Theme.DARK) ? "-dark.png" : ".png";
    }

    /** Writes the result, its page and its figures. */
    public void write(Outcome outcome, String command, Environment environment) {
        List<Figure> figures = outcome.findings().figures();
        for (int figure = 0; figure < figures.size(); figure++) {
            List<Tile> tiles = figures.get(figure).tiles();
            for (int tile = 0; tile < tiles.size(); tile++) {
                for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
                    folder.write(
                            figure(figure, tile, theme),
                            Png.encode(tiles.get(tile).picture(), theme));
                }
            }
        }
        folder.write(RESULT, OutcomeJson.text(outcome));
        folder.write(PAGE, ExperimentPage.of(outcome, command, environment));
    }
}
