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

/** Writes everything that is kept of a run: numbers first, since they cannot be made again without training. */
public final class RunReport {
    private static final int COLUMNS = 4;

    private RunReport() {}

    /**
     * Writes a run's files.
     *
     * @return the page to open
     * @throws dev.nabla2.lab.LabException if one cannot be written
     */
    public static Path write(RunFolder folder, RunResult result, String command, Environment environment) {
        folder.write("generator.safetensors", Safetensors.encode(generator(result.model())));
        folder.write("samples.csv", Tables.snapshots(result.snapshots()));
        Gallery gallery = new Gallery(result);
        folder.write("samples.png", png(new TilesPicture(gallery.samples(), COLUMNS)));
        gallery.surface().ifPresent(surface -> folder.write("surface.png", png(surface)));
        if (!result.history().isEmpty()) {
            folder.write("quality.png", png(gallery.quality()));
            folder.write("slope.png", png(gallery.slope()));
            folder.write("loss.png", png(gallery.loss()));
            folder.write("generator-loss.png", png(gallery.generatorLoss()));
        }
        folder.write("report.html", new HtmlReport(result, command, environment).page());
        return folder.path().resolve("report.html");
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
