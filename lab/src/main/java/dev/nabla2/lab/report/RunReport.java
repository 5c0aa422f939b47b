package dev.nabla2.lab.report;

import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.picture.TilesPicture;
import dev.nabla2.lab.run.RunResult;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Safetensors;
import java.nio.file.Path;
import java.util.List;

/** Writes everything that is kept of a run: numbers first, since they cannot be made again without training. */
public final class RunReport {
    private static final int COLUMNS = 4;
    private static final String GENERATOR = "generator.safetensors";
    private static final String LOOKS = "samples.csv";
    private static final String SAMPLES = "samples.png";
    private static final String SURFACE = "surface.png";
    private static final String QUALITY = "quality.png";
    private static final String SLOPE = "slope.png";
    private static final String LOSS = "loss.png";
    private static final String GENERATOR_LOSS = "generator-loss.png";
    private static final String PAGE = "report.html";

    /** The names of all files that {@link #write} may write. */
    public static final List<String> FILES =
            List.of(GENERATOR, LOOKS, SAMPLES, SURFACE, QUALITY, SLOPE, LOSS, GENERATOR_LOSS, PAGE);

    private RunReport() {}

    /**
     * Writes a run's files.
     *
     * @return the page to open
     * @throws dev.nabla2.lab.LabException if one cannot be written
     */
    public static Path write(RunFolder folder, RunResult result, String command, Environment environment) {
        folder.write(GENERATOR, Safetensors.encode(generator(result.model())));
        folder.write(LOOKS, Tables.snapshots(result.snapshots()));
        Gallery gallery = new Gallery(result);
        folder.write(SAMPLES, png(new TilesPicture(gallery.samples(), COLUMNS)));
        gallery.surface().ifPresent(surface -> folder.write(SURFACE, png(surface)));
        if (!result.history().isEmpty()) {
            folder.write(QUALITY, png(gallery.quality()));
            folder.write(SLOPE, png(gallery.slope()));
            folder.write(LOSS, png(gallery.loss()));
            folder.write(GENERATOR_LOSS, png(gallery.generatorLoss()));
        }
        folder.write(PAGE, new HtmlReport(result, command, environment).page());
        return folder.path().resolve(PAGE);
    }

    /** What samples are made with: the weights in use, and what layers remember. */
    private static Parameters generator(GanModel model) {
        Parameters all = model.inUse(Gan.GENERATOR);
        Parameters memory = model.memory(Gan.GENERATOR);
        for (String name : memory.names()) {
            all = all.and(name, memory.get(name));
        }
        return all;
    }

    private static byte[] png(Picture picture) {
        return Png.encode(picture, Theme.LIGHT);
    }
}
