package dev.nabla2.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The parts of pages that do not depend on a run, which lie beside this class. */
public final class PageParts {
    private PageParts() {}

    /** The text of a part. */
    public static String read(String name) {
        try (InputStream file = PageParts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + ": expected to lie beside the report's classes, found nothing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
