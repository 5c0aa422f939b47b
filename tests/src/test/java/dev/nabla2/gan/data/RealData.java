package dev.nabla2.gan.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Image files that the repository does not hold. */
final class RealData {
    private RealData() {}

    static Path folder(String name) {
        String asked = System.getenv("NABLA2_DATA");
        Path all = asked == null ? root().resolveSibling("shared").resolve("data") : Path.of(asked);
        Path folder = all.resolve(name);
        assumeTrue(
                Files.isDirectory(folder),
                "skipped: no image files in " + folder + "; point NABLA2_DATA at a folder that holds " + name);
        return folder;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
